import type { OrderView } from '@campus/contracts/order-state';
import type { OrderMessage } from '@campus/contracts/realtime-api';
import { keepPreviousData, useInfiniteQuery, useQueryClient } from '@tanstack/react-query';
import { useCallback, useMemo, useState } from 'react';
import { useLiveMessage } from '../../app/live-provider.tsx';
import { useApi } from '../../app/portal-context.ts';
import { newestOf } from '../../live/keep-newest.ts';
import { isLookedFor, type OrdersSearch } from './orders-search.ts';
import { shownOrders } from './shown-orders.ts';

const LIST = ['orders', 'list'];
const PAGE = 25;
/** Unpaid orders come and go without a message to the kitchen. */
const LOOK_AGAIN_MS = 20_000;

/** The orders that are looked for, page by page, kept true by messages. */
export function useOrderList(wanted: OrdersSearch) {
  const api = useApi();
  const heard = useHeard();
  const { unconfirmed, ...filters } = wanted;
  const query = useInfiniteQuery({
    queryKey: [...LIST, wanted],
    queryFn: ({ signal, pageParam: cursor }) =>
      api.call('GET /admin/orders', {
        query: { ...filters, limit: PAGE, cursor, ...(unconfirmed && { include_unconfirmed: 'true' }) },
        signal,
      }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: ({ next_cursor }) => next_cursor ?? undefined,
    placeholderData: keepPreviousData,
    refetchInterval: unconfirmed ? LOOK_AGAIN_MS : false,
  });
  const { data, hasNextPage: hasMore } = query;
  const orders = useMemo(() => {
    const fetched = data?.pages.flatMap((page) => page.orders);
    return fetched && shownOrders({ orders: fetched, hasMore }, heard, (order) => isLookedFor(order, wanted));
  }, [data, hasMore, heard, wanted]);
  return { ...query, orders };
}

/** The newest of every order that was heard of while the page is open. */
function useHeard(): ReadonlyMap<string, OrderView> {
  const client = useQueryClient();
  const [heard, setHeard] = useState<ReadonlyMap<string, OrderView>>(new Map());
  useLiveMessage(
    'order',
    useCallback(({ order }: OrderMessage) => {
      setHeard((known) => new Map(known).set(order.id, newestOf(known.get(order.id), order)));
    }, []),
  );
  useLiveMessage(
    'catch-up',
    useCallback(() => void client.invalidateQueries({ queryKey: LIST }), [client]),
  );
  return heard;
}
