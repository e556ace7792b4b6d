import type { Db } from '@campus/database/connect';
import { keepNewest } from '@campus/database/keep-newest';
import { numericFromPaise, paiseFromNumeric } from '@campus/money/money';
import type { MenuItem } from '../domain/pricing.ts';
import type { Menu } from '../use-cases/work.ts';

interface Row {
  id: string;
  name: string;
  price: string;
  is_veg: boolean;
  is_available: boolean;
  time_slots: string[];
}

/** Ordering's copy of the menu. A dish whose category is not known yet is orderable: events of the two may come in any order. */
export function menuItemsTable(db: Db): Menu {
  return {
    async find(ids) {
      const { rows } = await db.raw<{ rows: Row[] }>(
        `select i.id, i.name, i.price, i.is_veg, i.time_slots, i.is_available and coalesce(c.is_active, true) as is_available
         from menu_items i left join menu_categories c on c.id = i.category_id
         where i.id = any(?) and not i.is_deleted`,
        [ids],
      );
      return new Map(rows.map((row) => [row.id, itemFrom(row)]));
    },

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

function itemFrom(row: Row): MenuItem {
  return {
    id: row.id,
    name: row.name,
    pricePaise: paiseFromNumeric(row.price),
    isVeg: row.is_veg,
    isAvailable: row.is_available,
    timeSlots: row.time_slots,
  };
}
