import { type Category, type CategoryFields, createCategory } from '../domain/category.ts';
import type { Work } from './work.ts';

export async function addCategory(work: Work, fields: CategoryFields): Promise<Category> {
  const { category, events } = createCategory({ ...fields, id: work.newId(), at: work.now });
  await work.categories.add(category);
  await work.outbox.add(events);
  return category;
}
