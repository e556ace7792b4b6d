import type { OrderView } from '@campus/contracts/order-state';
import type { OrderMessage } from '@campus/contracts/realtime-api';
import { type QueryKey, type UseQueryResult, useQuery, useQueryClient } from '@tanstack/react-query';
import { useCallback, useState } from 'react';
import { createHeard, withHeard } from '../live/heard.ts';
import { useLiveMessage } from './live-provider.tsx';

export interface LiveOrders {
  queryKey: QueryKey;
  fetch(signal: AbortSignal): Promise<readonly OrderView[]>;
  /** Which orders this list is about; outside of the component, or it is a new list at every render. */
  belongs(order: OrderView): boolean;
  /** A message that was news to this list, after it is shown: for sounds. */
  onNews?(message: OrderMessage): void;
}

const nobody = () => undefined;

/** A list of orders that is fetched once and kept true by messages: highest version wins, nothing is missed in between. */
export function useLiveOrders(orders: LiveOrders): UseQueryResult<readonly OrderView[]> {
  const { queryKey, fetch, belongs, onNews = nobody } = orders;
  const client = useQueryClient();
  const [heard] = useState(() => createHeard<OrderView>({ now: () => performance.now() }));
  const hash = JSON.stringify(queryKey);

  useLiveMessage(
    'order',
    useCallback(
      (message: OrderMessage) => {
        if (!heard.note(message.order)) return;
        const key: QueryKey = JSON.parse(hash);
        client.setQueryData<readonly OrderView[]>(key, (known) => known && withHeard(known, message.order, belongs));
        onNews(message);
      },
      [client, heard, hash, belongs, onNews],
    ),
  );
  useLiveMessage(
    'catch-up',
    useCallback(() => void client.invalidateQueries({ queryKey: JSON.parse(hash) }), [client, hash]),
  );

  return useQuery({
    queryKey,
    queryFn: async ({ signal }) => {
      const mark = heard.mark();
      return heard.bringUpToDate(await fetch(signal), { mark, belongs });
    },
  });
}
