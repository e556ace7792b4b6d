import { escalationOf } from '../domain/kitchen-alarm.ts';
import { notify } from './notify.ts';
import type { Work } from './work.ts';

const BATCH = 20;

/** Tells the admins about orders that ring for too long, each once for its ringing. Returns how many there were. */
export async function escalateAlarms(work: Work): Promise<number> {
  const overdue = await work.kitchenAlarms.takeOverdue(work.now, BATCH);
  if (overdue.length === 0) return 0;
  const adminIds = await work.people.activeStaff('admin');
  for (const alarm of overdue) {
    await notify(work, { eventId: alarm.eventId, messages: escalationOf(alarm, adminIds) });
  }
  return overdue.length;
}
