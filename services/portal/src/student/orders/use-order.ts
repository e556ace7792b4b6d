import type { OrderView } from '@campus/contracts/order-state';
import type { OrderSocketMessage } from '@campus/contracts/realtime-api';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { usePortal } from '../../app/portal-context.ts';
import { watchOrder } from './watch-order.ts';

export const orderKey = (id: string) => ['order', id];

/** Of two states of an order the later one. */
export function newer(known: OrderView | undefined, heard: OrderView): OrderView {
  return known && known.version > heard.version ? known : heard;
}

/** One order, fetched once and kept true by its own socket until it is final. */
export function useOrder(id: string) {
  const { api, session } = usePortal();
  const client = useQueryClient();
  useEffect(
    () =>
      watchOrder({
        id,
        token: (stale) => (stale === undefined ? session.accessToken() : session.renew(stale)),
        hear: ({ data }: OrderSocketMessage) =>
          client.setQueryData<OrderView>(orderKey(id), (known) => newer(known, data.order)),
      }),
    [id, session, client],
  );
  return useQuery({
    queryKey: orderKey(id),
    queryFn: async ({ signal }) => {
      const { order } = await api.call('GET /orders/:id', { params: { id }, signal });
      return newer(client.getQueryData<OrderView>(orderKey(id)), order);
    },
  });
}
