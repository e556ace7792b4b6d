import type { MenuItemsQuery, MenuItemView } from '@campus/contracts/menu-api';
import type { Db } from '@campus/database/connect';
import { paiseFromNumeric, rupeesFromPaise } from '@campus/money/money';
import { type ItemRow, listItems, shownItems } from './shown-items.ts';

/** What a customer can look through, with the revision of the menu it was read from. */
export async function menuItems(db: Db, filters: MenuItemsQuery): Promise<{ items: MenuItemView[]; revision: number }> {
  const { rows, revision } = await listItems(db, { ...filters, audience: 'customers' });
  return { items: rows.map(menuItemView), revision };
}

/** One item as a customer sees it, or undefined. */
export async function findMenuItem(db: Db, id: string): Promise<MenuItemView | undefined> {
  const row: ItemRow | undefined = await shownItems(db.queryBuilder(), { audience: 'customers' })
    .where('i.id', id)
    .first();
  return row && menuItemView(row);
}

export function menuItemView(row: ItemRow): MenuItemView {
  return {
    id: row.id,
    name: row.name,
    description: row.description,
    price: rupeesFromPaise(paiseFromNumeric(row.price)),
    image_url: row.image_url,
    is_veg: row.is_veg,
    is_available: row.is_available,
    time_slots: row.time_slots,
    category: { id: row.category_id, name: row.category_name },
  };
}
