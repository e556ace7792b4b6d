import type { Transaction } from '@campus/database/transaction';
import { notFound } from '@campus/errors/app-error';
import { keyOfUrl } from '../domain/image.ts';
import type { MenuItems } from '../use-cases/work.ts';
import { type MenuItemRow, menuItemOf, rowOf } from './menu-item-row.ts';

export function menuItemsTable(trx: Transaction): MenuItems {
  const table = () => trx<MenuItemRow>('menu_items');
  return {
    async lock(id) {
      const row = await table().where({ id }).whereNull('deleted_at').forUpdate().first();
      if (!row) throw notFound('Menu item');
      return menuItemOf(row);
    },
    async lockAll(ids) {
      const rows: MenuItemRow[] = await table().whereIn('id', ids).whereNull('deleted_at').orderBy('id').forUpdate();
      return rows.map(menuItemOf);
    },
    async lockDue(now, limit) {
      const due = table().where('available_again_at', '<=', now).whereNull('deleted_at');
      const rows: MenuItemRow[] = await due.orderBy('id').limit(limit).forUpdate().skipLocked().select();
      return rows.map(menuItemOf);
    },
    async imageKeys() {
      const rows = await table().whereNotNull('image_url').select('image_url');
      return rows.flatMap((row) => keyOfUrl(row.image_url) ?? []);
    },
    async add(item) {
      await trx('menu_items').insert(rowOf(item));
    },
    async save(item) {
      await trx('menu_items').where({ id: item.id }).update(rowOf(item));
    },
  };
}
