import { createMenuItem, type MenuItemFields } from '../domain/menu-item.ts';
import { requireCategory } from './require-category.ts';
import type { ChangedItem, Work } from './work.ts';

export async function addMenuItem(work: Work, fields: MenuItemFields): Promise<ChangedItem> {
  const category = await requireCategory(work, fields.categoryId);
  const { item, events } = createMenuItem({ ...fields, id: work.newId(), at: work.now });
  await work.menuItems.add(item);
  await work.outbox.add(events);
  return { item, category };
}
