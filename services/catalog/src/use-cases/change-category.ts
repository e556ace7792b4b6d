import { type Category, type CategoryFields, editCategory } from '../domain/category.ts';
import { requireVersion } from '../domain/require-version.ts';
import type { Work } from './work.ts';

export interface ChangeCategory {
  id: string;
  /** What the change was made from. */
  version: number | undefined;
  fields: Partial<CategoryFields>;
}

export async function changeCategory(work: Work, { id, version, fields }: ChangeCategory): Promise<Category> {
  const before = await work.categories.lock(id);
  requireVersion(before, version);
  const { category, events } = editCategory(before, { ...fields, at: work.now });
  await work.categories.save(category);
  await work.outbox.add(events);
  return category;
}
