import type { CategoryView, MenuItemView } from '@campus/contracts/menu-api';
import type { LiveMessages } from '../../live/messages.ts';

/** A dish as the menu shows it; `version` tells which of an answer and a message is the later. */
export interface Dish extends Omit<MenuItemView, 'category'> {
  category_id: string;
  is_deleted: boolean;
}

export type Category = Pick<CategoryView, 'id' | 'name' | 'display_order' | 'is_active' | 'version'>;

export interface Menu {
  dishes: readonly Dish[];
  categories: readonly Category[];
}

export function fetchedDish({ category, ...dish }: MenuItemView): Dish {
  return { ...dish, category_id: category.id, is_deleted: false };
}

export function heardDish({ item }: LiveMessages['menu_item']): Dish {
  const { thumbnail_url = null, updated_at: _, ...dish } = item;
  return { ...dish, thumbnail_url };
}

export const isOnMenu = ({ is_deleted }: Dish) => !is_deleted;
export const isShown = ({ is_active }: Category) => is_active;
