import type { MenuItemView } from '@campus/contracts/menu-api';

export interface Filters {
  search: string;
  category: string;
  vegOnly: boolean;
  nowOnly: boolean;
}

export const ALL = 'all';
export const NO_FILTERS: Filters = { search: '', category: ALL, vegOnly: false, nowOnly: false };

/** Whether a dish can be ordered in this window; outside of all windows nothing can. */
export function isServed(dish: MenuItemView, slot: string | undefined): boolean {
  return dish.is_available && (dish.time_slots.length === 0 || (slot !== undefined && dish.time_slots.includes(slot)));
}

export function fits(dish: MenuItemView, filters: Filters, slot: string | undefined): boolean {
  const text = `${dish.name} ${dish.description ?? ''}`.toLowerCase();
  return (
    filters.search
      .toLowerCase()
      .split(/\s+/)
      .every((word) => text.includes(word)) &&
    (filters.category === ALL || dish.category.id === filters.category) &&
    (!filters.vegOnly || dish.is_veg) &&
    (!filters.nowOnly || isServed(dish, slot))
  );
}

/** The dishes by category, in the order in which the menu names them. */
export function byCategory(dishes: readonly MenuItemView[]): { id: string; name: string; dishes: MenuItemView[] }[] {
  const groups = Map.groupBy(dishes, ({ category }) => category.id);
  return [...groups].map(([id, own]) => ({ id, name: own[0]?.category.name ?? '', dishes: own }));
}
