import type { Db } from '@campus/database/connect';
import type { Category } from '../domain/category.ts';
import type { MenuItem } from '../domain/menu-item.ts';
import { type CategoryRow, categoryOf } from '../persistence/category-row.ts';
import { type MenuItemRow, menuItemOf } from '../persistence/menu-item-row.ts';

export interface MenuEntry {
  item: MenuItem;
  category: Category;
}

/** The whole menu at one moment: all categories and all items that are not deleted, both in display order. */
export interface Menu {
  revision: number;
  categories: Category[];
  entries: MenuEntry[];
  byId: Map<string, MenuEntry>;
}

// Versions only grow and rows are never removed, so their sum is another number after every change, and no writer has to keep it.
const REVISION = `select
  (select coalesce(sum(version), 0) from menu_items) + (select coalesce(sum(version), 0) from categories) as revision`;

/** A number that is another one after every change of the menu. */
export async function menuRevision(db: Db): Promise<number> {
  const { rows } = await db.raw(REVISION);
  return rows[0].revision;
}

export async function readMenu(db: Db): Promise<Menu> {
  const readOnly = { isolationLevel: 'repeatable read', readOnly: true } as const;
  return db.transaction(async (trx) => {
    const revision = await menuRevision(trx);
    const categories = (await trx<CategoryRow>('categories').orderBy(['display_order', 'name']).select()).map(
      categoryOf,
    );
    const items = (await itemsInOrder(trx)).map(menuItemOf);
    return { revision, categories, ...entriesOf(items, categories) };
  }, readOnly);
}

async function itemsInOrder(db: Db): Promise<MenuItemRow[]> {
  return db('menu_items as i')
    .join('categories as c', 'c.id', 'i.category_id')
    .whereNull('i.deleted_at')
    .orderBy(['c.display_order', 'c.name', 'i.display_order', 'i.name', 'i.id'])
    .select('i.*');
}

function entriesOf(items: MenuItem[], categories: Category[]): Pick<Menu, 'entries' | 'byId'> {
  const categoryOfId = new Map(categories.map((category) => [category.id, category]));
  const entries = items.flatMap((item) => {
    const category = categoryOfId.get(item.categoryId);
    return category ? [{ item, category }] : [];
  });
  return { entries, byId: new Map(entries.map((entry) => [entry.item.id, entry])) };
}
