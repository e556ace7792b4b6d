import type { MenuItemsQuery } from '@campus/contracts/menu-api';
import type { MenuItem } from '../domain/menu-item.ts';
import type { Menu, MenuEntry } from './menu.ts';
import type { Ranks } from './search-items.ts';

/** Customers see active categories only, staff see all. */
export type ItemFilters = Omit<MenuItemsQuery, 'search'> & {
  audience: 'customers' | 'staff';
  found?: Ranks | undefined;
};

/** What these filters let through, the best matches of a search first, otherwise in display order. */
export function listedItems({ entries }: Menu, { found, ...filters }: ItemFilters): MenuEntry[] {
  const listed = entries.filter((entry) => isListed(entry, filters));
  if (!found) return listed;
  const rank = ({ item }: MenuEntry) => found.get(item.id) ?? Number.POSITIVE_INFINITY;
  return listed.filter(({ item }) => found.has(item.id)).toSorted((one, other) => rank(one) - rank(other));
}

function isListed({ item, category }: MenuEntry, filters: Omit<ItemFilters, 'found'>): boolean {
  const { audience, category_id, time_slot, is_veg, available } = filters;
  return (
    (audience === 'staff' || category.isActive) &&
    (category_id === undefined || item.categoryId === category_id.toLowerCase()) &&
    (time_slot === undefined || isServedIn(item, time_slot)) &&
    (is_veg === undefined || item.isVeg === is_veg) &&
    (available === undefined || item.isAvailable === available)
  );
}

/** An item without windows is served in all of them. */
function isServedIn({ timeSlots }: MenuItem, window: string): boolean {
  return timeSlots.length === 0 || timeSlots.includes(window);
}
