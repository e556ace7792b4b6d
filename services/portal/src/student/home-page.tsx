import { useQuery } from '@tanstack/react-query';
import type { AnswerOf } from '../api/endpoints.ts';
import { useApi } from '../app/portal-context.ts';
import { texts } from '../texts/texts.ts';
import { Badge } from '../ui/badge.tsx';
import { Card } from '../ui/card.tsx';
import { ErrorState } from '../ui/error-state.tsx';
import { useFormat } from '../ui/format-context.ts';
import { Page } from '../ui/page.tsx';
import { Skeleton } from '../ui/skeleton.tsx';

const words = texts.student.restaurant;
const EVERY_MS = 60_000;

export function HomePage() {
  const api = useApi();
  const { data, error, refetch } = useQuery({
    queryKey: ['restaurant'],
    queryFn: ({ signal }) => api.call('GET /restaurant', { signal }),
    refetchInterval: EVERY_MS,
  });
  return (
    <Page title={texts.student.title} width="narrow">
      {data && <Opening {...data} />}
      {!data && error && <ErrorState error={error} onRetry={refetch} />}
      {!data && !error && <Skeleton label={words.loading} count={1} height="7rem" />}
      <a href="/kitchen">{texts.student.staff}</a>
    </Page>
  );
}

function Opening({ restaurant }: AnswerOf<'GET /restaurant'>) {
  const { time, moment } = useFormat();
  const { is_open, reason, opens_at, current_slot } = restaurant;
  return (
    <Card title={texts.common.product} action={<Badge tone={is_open ? 'success' : 'danger'}>{stateOf(reason)}</Badge>}>
      {current_slot && is_open && (
        <>
          <p>{words.closesAt(current_slot.name, time(current_slot.closes_at))}</p>
          <p>{words.places(current_slot.places_left)}</p>
        </>
      )}
      {opens_at && !is_open && <p>{words.opensAt(moment(opens_at))}</p>}
    </Card>
  );
}

function stateOf(reason: AnswerOf<'GET /restaurant'>['restaurant']['reason']): string {
  if (reason === null) return words.open;
  return reason === 'paused' ? words.paused : words.closed;
}
