import { type Category, type CategoryFields, editCategory } from '../domain/category.ts';
import type { Work } from './work.ts';

export interface ChangeCategory {
  id: string;
  fields: Partial<CategoryFields>;
}

export async function changeCategory(work: Work, { id, fields }: ChangeCategory): Promise<Category> {
  const { category, events } = editCategory(await work.categories.lock(id), { ...fields, at: work.now });
  await work.categories.save(category);
  await work.outbox.add(events);
  return category;
}
