import { keepNewest } from '@campus/database/keep-newest';
import type { Queries } from '@campus/database/transaction';
import { numericFromPaise, paiseFromNumeric } from '@campus/money/money';
import type { MenuItem } from '../domain/pricing.ts';
import type { Menu } from '../use-cases/work.ts';

export interface MenuItemRow {
  id: string;
  name: string;
  price: string;
  is_veg: boolean;
  is_available: boolean;
  time_slots: string[];
}

/** The dishes `:ids` that can be shown at all. The price is text: a JSON number would be a double. The array is in a subquery, or it is planned anew each time. */
export const SELECT_MENU = `
  select i.id, i.name, i.price::text, i.is_veg, i.time_slots, i.is_available and coalesce(c.is_active, true) as is_available
  from menu_items i left join menu_categories c on c.id = i.category_id
  where i.id = any(array(select unnest(:ids::uuid[]))) and not i.is_deleted`;

/** Ordering's copy of the menu. A dish whose category is not known yet is orderable: events of the two may come in any order. */
export function menuItemsTable(db: Queries): Menu {
  return {
    async keepItem(item) {
      const { id, category_id, name, is_veg, is_available, is_deleted, version } = item;
      const price = numericFromPaise(item.price_paise);
      const time_slots = JSON.stringify(item.time_slots);
      await keepNewest(db, 'menu_items', {
        id,
        category_id,
        name,
        price,
        is_veg,
        is_available,
        time_slots,
        is_deleted,
        version,
      });
    },

    async keepCategory({ id, is_active, version }) {
      await keepNewest(db, 'menu_categories', { id, is_active, version });
    },
  };
}

/** The dishes with these ids; deleted ones are missing, those of a closed category unavailable. */
export async function findMenuItems(db: Queries, ids: string[]): Promise<Map<string, MenuItem>> {
  const { rows } = await db.raw<{ rows: MenuItemRow[] }>(SELECT_MENU, { ids });
  return menuFrom(rows);
}

export function menuFrom(rows: MenuItemRow[]): Map<string, MenuItem> {
  return new Map(rows.map((row) => [row.id, itemFrom(row)]));
}

function itemFrom(row: MenuItemRow): MenuItem {
  return {
    id: row.id,
    name: row.name,
    pricePaise: paiseFromNumeric(row.price),
    isVeg: row.is_veg,
    isAvailable: row.is_available,
    timeSlots: row.time_slots,
  };
}
