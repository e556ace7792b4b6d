import type { Category, Dish, Menu } from './dish.ts';

export interface Filters {
  search: string;
  category: string;
  vegOnly: boolean;
  nowOnly: boolean;
}

export const ALL = 'all';
export const NO_FILTERS: Filters = { search: '', category: ALL, vegOnly: false, nowOnly: false };

/** Whether a dish can be ordered in this window; outside of all windows nothing can. */
export function isServed(dish: Dish, slot: string | undefined): boolean {
  return dish.is_available && (dish.time_slots.length === 0 || (slot !== undefined && dish.time_slots.includes(slot)));
}

export function fits(dish: Dish, filters: Filters, slot: string | undefined): boolean {
  const text = `${dish.name} ${dish.description ?? ''}`.toLowerCase();
  return (
    filters.search
      .toLowerCase()
      .split(/\s+/)
      .every((word) => text.includes(word)) &&
    (filters.category === ALL || dish.category_id === filters.category) &&
    (!filters.vegOnly || dish.is_veg) &&
    (!filters.nowOnly || isServed(dish, slot))
  );
}

/** The dishes that fit, by category and in the menu's order; a category that is switched off takes its dishes along. */
export function byCategory(
  { dishes, categories }: Menu,
  isWanted: (dish: Dish) => boolean,
): { category: Category; dishes: Dish[] }[] {
  const wanted = Map.groupBy(dishes.filter(isWanted), ({ category_id }) => category_id);
  return categories
    .toSorted(inOrder)
    .map((category) => ({ category, dishes: (wanted.get(category.id) ?? []).toSorted(inOrder) }))
    .filter(({ dishes: own }) => own.length > 0);
}

type Placed = Pick<Category, 'display_order' | 'name' | 'id'>;

function inOrder(one: Placed, other: Placed): number {
  return (
    one.display_order - other.display_order || one.name.localeCompare(other.name) || one.id.localeCompare(other.id)
  );
}
