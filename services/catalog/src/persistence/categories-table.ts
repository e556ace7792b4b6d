import { violatedUnique } from '@campus/database/database-error';
import type { Transaction } from '@campus/database/transaction';
import { conflict, notFound } from '@campus/errors/app-error';
import type { Categories } from '../use-cases/work.ts';
import { type CategoryRow, categoryOf, rowOf } from './category-row.ts';

export function categoriesTable(trx: Transaction): Categories {
  const table = () => trx<CategoryRow>('categories');
  return {
    async find(id) {
      const row = await table().where({ id }).first();
      return row && categoryOf(row);
    },
    async lock(id) {
      const row = await table().where({ id }).forUpdate().first();
      if (!row) throw notFound('Category');
      return categoryOf(row);
    },
    async lockAll(ids) {
      // Not `for update`: that would wait for whoever moves an item here, who may wait for an item that is reordered too.
      const rows: CategoryRow[] = await table().whereIn('id', ids).orderBy('id').forNoKeyUpdate().select();
      return rows.map(categoryOf);
    },
    async all() {
      const rows: CategoryRow[] = await table().select();
      return rows.map(categoryOf);
    },
    async add(category) {
      await table().insert(rowOf(category)).catch(refuseTakenName);
    },
    async save(category) {
      await table().where({ id: category.id }).update(rowOf(category)).catch(refuseTakenName);
    },
  };
}

function refuseTakenName(error: unknown): never {
  if (violatedUnique(error) === 'categories_name_key') {
    throw conflict('ALREADY_EXISTS', 'There is already a category with this name.');
  }
  throw error;
}
