import type { MenuItemView } from '@campus/contracts/menu-api';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useCallback } from 'react';
import { useLiveMessage } from '../../app/live-provider.tsx';
import { useApi } from '../../app/portal-context.ts';
import type { LiveMessages } from '../../live/messages.ts';

const KEY = ['menu'];
const EVERY_MS = 60_000;

/** The menu, kept true by messages: a known dish changes at once, everything else is asked for again. */
export function useMenu() {
  const api = useApi();
  const client = useQueryClient();
  const again = useCallback(() => void client.invalidateQueries({ queryKey: KEY }), [client]);
  useLiveMessage('catch-up', again);
  useLiveMessage(
    'menu_item',
    useCallback(
      ({ item }: LiveMessages['menu_item']) => {
        client.setQueryData<readonly MenuItemView[]>(KEY, (dishes) => dishes?.map((dish) => changed(dish, item)));
        again();
      },
      [client, again],
    ),
  );
  return useQuery({
    queryKey: KEY,
    queryFn: async ({ signal }): Promise<readonly MenuItemView[]> =>
      (await api.call('GET /menu/items', { signal })).items,
    refetchInterval: EVERY_MS,
  });
}

function changed(dish: MenuItemView, item: LiveMessages['menu_item']['item']): MenuItemView {
  if (dish.id !== item.id) return dish;
  const { name, description, price, image_url, is_veg, time_slots } = item;
  const is_available = item.is_available && !item.is_deleted;
  const thumbnail_url = item.thumbnail_url ?? null;
  return { ...dish, name, description, price, image_url, thumbnail_url, is_veg, time_slots, is_available };
}
