import { editMenuItem, type MenuItemFields } from '../domain/menu-item.ts';
import { requireVersion } from '../domain/require-version.ts';
import { requireCategory } from './require-category.ts';
import type { ChangedItem, Work } from './work.ts';

export interface ChangeMenuItem {
  id: string;
  /** What the change was made from. */
  version: number | undefined;
  fields: Partial<MenuItemFields>;
}

export async function changeMenuItem(work: Work, { id, version, fields }: ChangeMenuItem): Promise<ChangedItem> {
  const before = await work.menuItems.lock(id);
  requireVersion(before, version);
  const { item, events } = editMenuItem(before, { ...fields, at: work.now });
  const category = await requireCategory(work, item.categoryId);
  await work.menuItems.save(item);
  await work.outbox.add(events);
  return { item, category };
}
