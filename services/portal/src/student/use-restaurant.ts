import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useCallback } from 'react';
import { useLiveMessage } from '../app/live-provider.tsx';
import { useApi } from '../app/portal-context.ts';

const EVERY_MS = 60_000;

/** Whether the canteen takes orders, and on what terms; every setting that changes is asked for again. */
export function useRestaurant() {
  const api = useApi();
  const client = useQueryClient();
  const again = useCallback(() => void client.invalidateQueries({ queryKey: ['restaurant'] }), [client]);
  useLiveMessage('config', again);
  useLiveMessage('catch-up', again);
  return useQuery({
    queryKey: ['restaurant'],
    queryFn: ({ signal }) => api.call('GET /restaurant', { signal }),
    refetchInterval: EVERY_MS,
    // What changed while another page was open was not heard here.
    refetchOnMount: 'always',
  });
}
