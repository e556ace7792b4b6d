import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { CirclePause, CirclePlay } from 'lucide-react';
import { useCallback } from 'react';
import { useLiveMessage } from '../../app/live-provider.tsx';
import { useApi } from '../../app/portal-context.ts';
import { errorText } from '../../texts/error-text.ts';
import { texts } from '../../texts/texts.ts';
import { Banner } from '../../ui/banner.tsx';
import { Button } from '../../ui/button.tsx';
import { useFormat } from '../../ui/format-context.ts';
import { Menu } from '../../ui/menu.tsx';
import { useToast } from '../../ui/toasts.tsx';
import { useNow } from '../../ui/use-now.ts';
import { clockText } from './ticket-urgency.ts';

const words = texts.board.pause;
const PAUSE = ['board', 'pause'];
const MINUTES = [15, 30, 60];
const MINUTE_MS = 60_000;

/** Until when no orders are taken; whoever changes it, every screen knows. */
export function usePause() {
  const api = useApi();
  const client = useQueryClient();
  const toast = useToast();
  const { time } = useFormat();
  const refresh = useCallback(() => void client.invalidateQueries({ queryKey: PAUSE }), [client]);
  useLiveMessage('config', refresh);
  useLiveMessage('catch-up', refresh);
  const { data } = useQuery({
    queryKey: PAUSE,
    queryFn: async ({ signal }) => (await api.call('GET /admin/pause', { signal })).paused_until,
  });
  const change = useMutation({
    mutationFn: (paused_until: string | null) => api.call('PUT /admin/pause', { body: { paused_until } }),
    onSuccess: ({ paused_until }) => toast({ title: paused_until ? words.done(time(paused_until)) : words.resumed }),
    onError: (error) => toast({ title: errorText(error), tone: 'danger' }),
    onSettled: refresh,
  });
  return { until: data ? Date.parse(data) : 0, change };
}

export type Pause = ReturnType<typeof usePause>;

export function PauseMenu({ pause: { change } }: { pause: Pause }) {
  const actions = MINUTES.map((minutes) => ({
    label: words.minutes(minutes),
    onSelect: () => change.mutate(new Date(Date.now() + minutes * MINUTE_MS).toISOString()),
  }));
  return (
    <Menu
      trigger={
        <Button icon={<CirclePause />} busy={change.isPending}>
          {words.open}
        </Button>
      }
      actions={actions}
    />
  );
}

/** Counts down, and lets orders in again before it is over. */
export function PauseBanner({ pause: { until, change } }: { pause: Pause }) {
  const now = useNow(1_000);
  if (until <= now) return null;
  return (
    <Banner
      tone="warning"
      icon={<CirclePause />}
      action={
        <Button size="large" icon={<CirclePlay />} busy={change.isPending} onClick={() => change.mutate(null)}>
          {words.resume}
        </Button>
      }
    >
      <strong>{words.paused(clockText(until - now))}</strong>
    </Banner>
  );
}
