import { switchAvailability } from '../domain/menu-item.ts';
import { requireCategory } from './require-category.ts';
import type { ChangedItem, Work } from './work.ts';

export interface SetAvailability {
  id: string;
  isAvailable: boolean;
  until: Date | null;
}

export async function setAvailability(work: Work, { id, ...change }: SetAvailability): Promise<ChangedItem> {
  const { item, events } = switchAvailability(await work.menuItems.lock(id), { ...change, at: work.now });
  const category = await requireCategory(work, item.categoryId);
  await work.menuItems.save(item);
  await work.outbox.add(events);
  return { item, category };
}
