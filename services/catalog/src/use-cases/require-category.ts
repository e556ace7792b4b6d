import { validationError } from '@campus/errors/app-error';
import type { Category } from '../domain/category.ts';
import type { Work } from './work.ts';

/** Categories are never deleted, so one that exists now exists at the commit. */
export async function requireCategory(work: Work, id: string): Promise<Category> {
  const category = await work.categories.find(id);
  if (!category) throw validationError([{ path: 'category_id', message: 'is not a known category' }]);
  return category;
}
