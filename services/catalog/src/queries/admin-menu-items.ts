import type { AdminMenuItemView, MenuItemsQuery } from '@campus/contracts/menu-api';
import type { Db } from '@campus/database/connect';
import { menuItemView } from './menu-items.ts';
import { type ItemRow, listItems } from './shown-items.ts';

/** All items that are not deleted, also those of inactive categories. */
export async function adminMenuItems(db: Db, filters: MenuItemsQuery): Promise<AdminMenuItemView[]> {
  const { rows } = await listItems(db, { ...filters, audience: 'staff' });
  return rows.map(adminMenuItemView);
}

function adminMenuItemView(row: ItemRow): AdminMenuItemView {
  return {
    ...menuItemView(row),
    category_id: row.category_id,
    display_order: row.display_order,
    available_again_at: row.available_again_at?.toISOString() ?? null,
    version: row.version,
    created_at: row.created_at.toISOString(),
    updated_at: row.updated_at.toISOString(),
  };
}
