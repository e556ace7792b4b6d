import type { MenuItemsQuery } from '@campus/contracts/menu-api';
import type { Db } from '@campus/database/connect';
import type { Knex } from 'knex';

/** A menu item with its category, as the queries read it. */
export interface ItemRow {
  id: string;
  category_id: string;
  category_name: string;
  name: string;
  description: string | null;
  price: string;
  image_url: string | null;
  is_veg: boolean;
  is_available: boolean;
  available_again_at: Date | null;
  time_slots: string[];
  display_order: number;
  version: number;
  created_at: Date;
  updated_at: Date;
}

/** Customers see active categories only, staff see all; deleted items are never shown. */
export type ItemFilters = MenuItemsQuery & { audience: 'customers' | 'staff' };

// Versions only grow and rows are never removed, so their sum is another number after every change.
const REVISION = `select
  (select coalesce(sum(version), 0) from menu_items) + (select coalesce(sum(version), 0) from categories) as revision`;

/** The menu in display order and its revision, in one statement and so from one moment. */
export async function listItems(db: Db, filters: ItemFilters): Promise<{ rows: ItemRow[]; revision: number }> {
  const rows: (ItemRow & { revision: number })[] = await db
    .with('menu', db.raw(REVISION))
    .with('shown', (shown) => void shownItems(shown, filters))
    .from('menu')
    .joinRaw('left join shown on true')
    .orderBy(['category_order', 'category_name', 'display_order', 'name', 'id'])
    .select();
  return { rows: rows.filter((row) => row.id !== null), revision: rows[0]?.revision ?? 0 };
}

/** Adds the items that these filters let through to a query. */
export function shownItems<Query extends Knex.QueryBuilder>(query: Query, filters: ItemFilters): Query {
  query
    .from('menu_items as i')
    .join('categories as c', 'c.id', 'i.category_id')
    .whereNull('i.deleted_at')
    .select('i.*', 'c.name as category_name', 'c.display_order as category_order');
  if (filters.audience === 'customers') query.where('c.is_active', true);
  if (filters.category_id !== undefined) query.where('i.category_id', filters.category_id);
  if (filters.is_veg !== undefined) query.where('i.is_veg', filters.is_veg);
  if (filters.available !== undefined) query.where('i.is_available', filters.available);
  if (filters.time_slot !== undefined) query.whereRaw(IN_WINDOW, [filters.time_slot]);
  if (filters.search) query.whereRaw(MATCHES, { pattern: `%${escaped(filters.search)}%` });
  return query;
}

// An item without windows is served in all of them.
const IN_WINDOW = `(i.time_slots = '[]' or i.time_slots @> to_jsonb(?::text))`;
const MATCHES = '(i.name ilike :pattern or i.description ilike :pattern)';

function escaped(search: string): string {
  return search.replace(/[\\%_]/g, String.raw`\$&`);
}
