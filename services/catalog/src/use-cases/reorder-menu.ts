import { validationError } from '@campus/errors/app-error';
import { type Category, editCategory } from '../domain/category.ts';
import { editMenuItem, type MenuItem } from '../domain/menu-item.ts';
import type { ChangedItem, Work } from './work.ts';

/** Ids in the order wanted; an empty list leaves those things as they are. */
export interface MenuOrder {
  categoryIds: string[];
  itemIds: string[];
}

export interface ReorderedMenu {
  categories: Category[];
  items: ChangedItem[];
}

/** Numbers categories and items from 1 on. What already has its number gets no new version. Throws 400 for an unknown id. */
export async function reorderMenu(work: Work, { categoryIds, itemIds }: MenuOrder): Promise<ReorderedMenu> {
  const heldCategories = await work.categories.lockAll(categoryIds);
  const heldItems = await work.menuItems.lockAll(itemIds);
  const result: ReorderedMenu = { categories: [], items: [] };
  for (const [index, category] of inOrder(heldCategories, { field: 'category_ids', ids: categoryIds }).entries())
    result.categories.push(await moveCategory(work, { category, to: index + 1 }));
  const byId = new Map((await work.categories.all()).map((category) => [category.id, category]));
  for (const [index, item] of inOrder(heldItems, { field: 'item_ids', ids: itemIds }).entries()) {
    const category = byId.get(item.categoryId);
    if (category) result.items.push({ item: await moveItem(work, { item, to: index + 1 }), category });
  }
  return result;
}

function inOrder<Thing extends { id: string }>(
  held: Thing[],
  { field, ids }: { field: string; ids: string[] },
): Thing[] {
  const byId = new Map(held.map((thing) => [thing.id, thing]));
  return ids.map((id, index) => {
    const thing = byId.get(id);
    if (!thing) throw validationError([{ path: `${field}.${index}`, message: 'is not known' }]);
    return thing;
  });
}

async function moveCategory(
  work: Work,
  { category: before, to }: { category: Category; to: number },
): Promise<Category> {
  if (before.displayOrder === to) return before;
  const { category, events } = editCategory(before, { displayOrder: to, at: work.now });
  await work.categories.save(category);
  await work.outbox.add(events);
  return category;
}

async function moveItem(work: Work, { item: before, to }: { item: MenuItem; to: number }): Promise<MenuItem> {
  if (before.displayOrder === to) return before;
  const { item, events } = editMenuItem(before, { displayOrder: to, at: work.now });
  await work.menuItems.save(item);
  await work.outbox.add(events);
  return item;
}
