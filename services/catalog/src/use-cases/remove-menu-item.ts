import { deleteMenuItem } from '../domain/menu-item.ts';
import type { ImageWork } from './images.ts';

export async function removeMenuItem({ transact, images }: ImageWork, id: string): Promise<void> {
  const imageKey = await transact(async (work) => {
    const before = await work.menuItems.lock(id);
    const { item, events } = deleteMenuItem(before, { at: work.now });
    await work.menuItems.save(item);
    await work.outbox.add(events);
    return before.imageKey;
  });
  if (imageKey !== null) await images.discard(imageKey);
}
