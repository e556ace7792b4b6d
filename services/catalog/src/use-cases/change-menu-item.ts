import { editMenuItem, type MenuItemFields } from '../domain/menu-item.ts';
import { requireCategory } from './require-category.ts';
import type { ChangedItem, Work } from './work.ts';

export interface ChangeMenuItem {
  id: string;
  fields: Partial<MenuItemFields>;
}

export async function changeMenuItem(work: Work, { id, fields }: ChangeMenuItem): Promise<ChangedItem> {
  const { item, events } = editMenuItem(await work.menuItems.lock(id), { ...fields, at: work.now });
  const category = await requireCategory(work, item.categoryId);
  await work.menuItems.save(item);
  await work.outbox.add(events);
  return { item, category };
}
