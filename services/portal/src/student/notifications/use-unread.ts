import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useCallback } from 'react';
import { useLiveMessage } from '../../app/live-provider.tsx';
import { useApi } from '../../app/portal-context.ts';
import { inboxKeys } from './inbox-keys.ts';

const EVERY_MS = 60_000;
/** A notification is written by another service, shortly before or after the order's change is shown here. */
const WRITTEN_MS = [700, 4_000];

/** How many notifications have not been read; asked for again when something happens to an order. */
export function useUnread(): number {
  const api = useApi();
  const client = useQueryClient();
  const again = useCallback(() => void client.invalidateQueries({ queryKey: inboxKeys.all }), [client]);
  useLiveMessage('catch-up', again);
  useLiveMessage(
    'order',
    useCallback(() => {
      for (const ms of WRITTEN_MS) setTimeout(again, ms);
    }, [again]),
  );
  const { data } = useQuery({
    queryKey: inboxKeys.unread,
    queryFn: async ({ signal }) =>
      (await api.call('GET /users/me/notifications', { query: { limit: 1 }, signal })).unread,
    refetchInterval: EVERY_MS,
  });
  return data ?? 0;
}
