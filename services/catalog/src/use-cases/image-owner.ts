import type { Category } from '../domain/category.ts';
import { setCategoryImage } from '../domain/category.ts';
import { setItemImage } from '../domain/menu-item.ts';
import { requireCategory } from './require-category.ts';
import type { ChangedItem, Work } from './work.ts';

/** Something with a picture. */
export interface ImageOwner<Owner> {
  /** Throws 404 when it is not there; holds it until the transaction ends. */
  imageKey(work: Work): Promise<string | null>;
  setImage(work: Work, imageKey: string | null): Promise<Owner>;
}

export function menuItemImage(id: string): ImageOwner<ChangedItem> {
  return {
    imageKey: async (work) => (await work.menuItems.lock(id)).imageKey,
    async setImage(work, imageKey) {
      const { item, events } = setItemImage(await work.menuItems.lock(id), { imageKey, at: work.now });
      const category = await requireCategory(work, item.categoryId);
      await work.menuItems.save(item);
      await work.outbox.add(events);
      return { item, category };
    },
  };
}

export function categoryImage(id: string): ImageOwner<Category> {
  return {
    imageKey: async (work) => (await work.categories.lock(id)).imageKey,
    async setImage(work, imageKey) {
      const { category, events } = setCategoryImage(await work.categories.lock(id), { imageKey, at: work.now });
      await work.categories.save(category);
      await work.outbox.add(events);
      return category;
    },
  };
}
