import { useInfiniteQuery, useQueryClient } from '@tanstack/react-query';
import { useCallback } from 'react';
import { useLiveMessage } from '../../app/live-provider.tsx';
import { useApi } from '../../app/portal-context.ts';

export const PAYMENTS = ['payments'];
/** No message tells about money that is not an order's own; a minute at a bank is short. */
const LOOK_AGAIN_MS = 15_000;
const PAGE = 20;

/** What needs attention, newest first, and money that belongs to no order. */
export function usePayments() {
  const api = useApi();
  const client = useQueryClient();
  useLiveMessage(
    'catch-up',
    useCallback(() => void client.invalidateQueries({ queryKey: PAYMENTS }), [client]),
  );
  const query = useInfiniteQuery({
    queryKey: [...PAYMENTS, 'attention'],
    queryFn: ({ signal, pageParam: cursor }) =>
      api.call('GET /admin/payments', { query: { needs_attention: 'true', limit: PAGE, cursor }, signal }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: ({ next_cursor }) => next_cursor ?? undefined,
    refetchInterval: LOOK_AGAIN_MS,
  });
  return {
    ...query,
    payments: query.data?.pages.flatMap((page) => page.payments),
    orphans: query.data?.pages.flatMap((page) => page.orphans) ?? [],
  };
}
