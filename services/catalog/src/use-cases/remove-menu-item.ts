import { deleteMenuItem } from '../domain/menu-item.ts';
import type { Work } from './work.ts';

export async function removeMenuItem(work: Work, id: string): Promise<void> {
  const { item, events } = deleteMenuItem(await work.menuItems.lock(id), { at: work.now });
  await work.menuItems.save(item);
  await work.outbox.add(events);
}
