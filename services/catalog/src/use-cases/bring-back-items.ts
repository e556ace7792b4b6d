import { switchAvailability } from '../domain/menu-item.ts';
import type { Work } from './work.ts';

const BATCH = 100;

/** Switches on every item whose planned return has come. Returns how many; a full batch means there may be more. */
export async function bringBackItems(work: Work): Promise<number> {
  const due = await work.menuItems.lockDue(work.now, BATCH);
  for (const dueItem of due) {
    const { item, events } = switchAvailability(dueItem, { isAvailable: true, until: null, at: work.now });
    await work.menuItems.save(item);
    await work.outbox.add(events);
  }
  return due.length;
}
