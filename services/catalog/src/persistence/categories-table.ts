import { violatedUnique } from '@campus/database/database-error';
import type { Transaction } from '@campus/database/transaction';
import { conflict, notFound } from '@campus/errors/app-error';
import type { Category } from '../domain/category.ts';
import type { Categories } from '../use-cases/work.ts';

interface CategoryRow {
  id: string;
  name: string;
  display_order: number;
  is_active: boolean;
  image_url: string | null;
  version: number;
  updated_at: Date;
}

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

function categoryOf(row: CategoryRow): Category {
  return {
    id: row.id,
    name: row.name,
    displayOrder: row.display_order,
    isActive: row.is_active,
    imageUrl: row.image_url,
    version: row.version,
    updatedAt: row.updated_at,
  };
}

function rowOf(category: Category): CategoryRow {
  return {
    id: category.id,
    name: category.name,
    display_order: category.displayOrder,
    is_active: category.isActive,
    image_url: category.imageUrl,
    version: category.version,
    updated_at: category.updatedAt,
  };
}
