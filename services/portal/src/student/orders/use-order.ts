import type { OrderView } from '@campus/contracts/order-state';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useCallback } from 'react';
import { useConnection, useLiveMessage } from '../../app/live-provider.tsx';
import { useApi } from '../../app/portal-context.ts';
import { newestOf } from '../../live/keep-newest.ts';
import type { LiveMessages } from '../../live/messages.ts';

/** While nothing is live the order is asked for: somebody waits at the counter. */
const UNTIL_LIVE_MS = 5_000;

export const orderKey = (id: string) => ['order', id];

/** One order, fetched and kept true by messages; the shell's banner tells when they do not come. */
export function useOrder(id: string) {
  const api = useApi();
  const client = useQueryClient();
  const { kind } = useConnection();
  useLiveMessage(
    'order',
    useCallback(
      ({ order }: LiveMessages['order']) => {
        if (order.id !== id) return;
        client.setQueryData<OrderView>(orderKey(id), (known) => newestOf(known, order));
      },
      [client, id],
    ),
  );
  useLiveMessage(
    'catch-up',
    useCallback(() => void client.invalidateQueries({ queryKey: orderKey(id) }), [client, id]),
  );
  return useQuery({
    queryKey: orderKey(id),
    queryFn: async ({ signal }) => {
      const { order } = await api.call('GET /orders/:id', { params: { id }, signal });
      return newestOf(client.getQueryData<OrderView>(orderKey(id)), order);
    },
    refetchInterval: kind === 'live' ? false : UNTIL_LIVE_MS,
    refetchOnMount: 'always',
  });
}
