import type { OrderMessage } from '@campus/contracts/realtime-api';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useCallback } from 'react';
import { useLiveMessage } from '../../app/live-provider.tsx';
import { useApi } from '../../app/portal-context.ts';

/** One order with its history; every message about it fetches it anew, because messages carry no history. */
export function useOrder(id: string) {
  const api = useApi();
  const client = useQueryClient();
  const refresh = useCallback(() => void client.invalidateQueries({ queryKey: ['orders', 'one', id] }), [client, id]);
  useLiveMessage(
    'order',
    useCallback(({ order }: OrderMessage) => order.id === id && refresh(), [id, refresh]),
  );
  useLiveMessage('catch-up', refresh);
  return useQuery({
    queryKey: ['orders', 'one', id],
    queryFn: async ({ signal }) => (await api.call('GET /admin/orders/:id', { params: { id }, signal })).order,
  });
}
