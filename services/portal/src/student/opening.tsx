import type { AnswerOf } from '../api/endpoints.ts';
import { texts } from '../texts/texts.ts';
import { Badge } from '../ui/badge.tsx';
import { Card } from '../ui/card.tsx';
import { ErrorState } from '../ui/error-state.tsx';
import { useFormat } from '../ui/format-context.ts';
import { Skeleton } from '../ui/skeleton.tsx';
import styles from './opening.module.css';
import { useRestaurant } from './use-restaurant.ts';

const words = texts.student.restaurant;
/** So many places left are worth saying. */
const FEW = 20;

/** Open, closed or paused, and until when. */
export function Opening() {
  const { data, error, refetch } = useRestaurant();
  if (data) return <OpeningCard {...data} />;
  return error ? (
    <ErrorState error={error} onRetry={refetch} />
  ) : (
    <Skeleton label={words.loading} count={1} height="7rem" />
  );
}

function OpeningCard({ restaurant }: AnswerOf<'GET /restaurant'>) {
  const { time, moment } = useFormat();
  const { is_open, reason, opens_at, current_slot } = restaurant;
  return (
    <Card title={texts.common.product} action={<Badge tone={is_open ? 'success' : 'danger'}>{stateOf(reason)}</Badge>}>
      {current_slot && is_open && (
        <p className={styles.hours}>
          {words.closesAt(current_slot.name, time(current_slot.closes_at))}
          {current_slot.places_left <= FEW && ` · ${words.places(current_slot.places_left)}`}
        </p>
      )}
      {opens_at && !is_open && <p>{words.opensAt(moment(opens_at))}</p>}
    </Card>
  );
}

function stateOf(reason: AnswerOf<'GET /restaurant'>['restaurant']['reason']): string {
  if (reason === null) return words.open;
  return reason === 'paused' ? words.paused : words.closed;
}
