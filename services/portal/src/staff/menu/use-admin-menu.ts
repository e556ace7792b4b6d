import { useQuery } from '@tanstack/react-query';
import { useLiveMessage } from '../../app/live-provider.tsx';
import { useApi } from '../../app/portal-context.ts';
import { useRefresh } from '../../app/use-refresh.ts';

const MENU = ['admin', 'menu'];
export const DISHES = [...MENU, 'dishes'];
export const CATEGORIES = [...MENU, 'categories'];

/** All categories and dishes, also what students do not see; what anybody changes appears by itself. */
export function useAdminMenu() {
  const api = useApi();
  const refresh = useRefresh(MENU);
  useLiveMessage('menu_item', refresh);
  useLiveMessage('category', refresh);
  useLiveMessage('catch-up', refresh);
  const dishes = useQuery({
    queryKey: DISHES,
    queryFn: async ({ signal }) => (await api.call('GET /admin/menu/items', { query: {}, signal })).items,
  });
  const categories = useQuery({
    queryKey: CATEGORIES,
    queryFn: async ({ signal }) => (await api.call('GET /admin/menu/categories', { signal })).categories,
  });
  const menu = dishes.data && categories.data && { dishes: dishes.data, categories: categories.data };
  const again = () => void Promise.all([dishes.refetch(), categories.refetch()]);
  return { menu, error: dishes.error ?? categories.error, again };
}

/** The names of the windows as the settings have them. */
export function useWindows(): readonly string[] {
  const api = useApi();
  const { data } = useQuery({
    queryKey: ['admin', 'config'],
    queryFn: async ({ signal }) => (await api.call('GET /admin/config', { signal })).config,
  });
  return Object.keys(data?.time_slots ?? {});
}
