import type { AdminMenuItemView, CategoryView } from '@campus/contracts/menu-api';

export type Show = 'all' | 'on' | 'off';

export interface MenuFilter {
  search: string;
  show: Show;
}

export interface MenuSection {
  category: CategoryView;
  dishes: readonly AdminMenuItemView[];
}

export const NO_FILTER: MenuFilter = { search: '', show: 'all' };

export function isFiltered({ search, show }: MenuFilter): boolean {
  return search.trim() !== '' || show !== 'all';
}

/** The dishes under their categories, both in the order of the menu; with a filter, only categories in which something is left. */
export function menuSections(
  { categories, dishes }: { categories: readonly CategoryView[]; dishes: readonly AdminMenuItemView[] },
  filter: MenuFilter,
): MenuSection[] {
  const groups = Map.groupBy(
    dishes.filter((dish) => isWanted(dish, filter)),
    ({ category_id }) => category_id,
  );
  const sections = categories.map((category) => ({ category, dishes: groups.get(category.id) ?? [] }));
  return isFiltered(filter) ? sections.filter((section) => section.dishes.length > 0) : sections;
}

function isWanted(dish: AdminMenuItemView, { search, show }: MenuFilter): boolean {
  const text = `${dish.name} ${dish.description ?? ''} ${dish.category.name}`.toLowerCase();
  const words = search.toLowerCase().split(/\s+/);
  return words.every((word) => text.includes(word)) && (show === 'all' || dish.is_available === (show === 'on'));
}

/** The same list with one thing at another place. */
export function moved<Thing>(things: readonly Thing[], from: number, to: number): Thing[] {
  const rest = things.toSpliced(from, 1);
  return rest.toSpliced(to, 0, ...things.slice(from, from + 1));
}
