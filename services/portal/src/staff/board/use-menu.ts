import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useCallback } from 'react';
import { useLiveMessage } from '../../app/live-provider.tsx';
import { useApi } from '../../app/portal-context.ts';

const MENU = ['board', 'menu'];

/** Every dish and whether it is on; what anybody changes shows by itself. */
export function useMenu(enabled: boolean) {
  const api = useApi();
  const client = useQueryClient();
  const refresh = useCallback(() => void client.invalidateQueries({ queryKey: MENU }), [client]);
  useLiveMessage('menu_item', refresh);
  useLiveMessage('catch-up', refresh);
  const query = useQuery({
    queryKey: MENU,
    queryFn: async ({ signal }) => (await api.call('GET /menu/items', { query: {}, signal })).items,
    enabled,
  });
  return { ...query, refresh };
}
