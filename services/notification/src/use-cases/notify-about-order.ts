import { isNewlyConfirmed, notificationsFor, type OrderFact } from '../domain/notifications-for.ts';
import { notify } from './notify.ts';
import type { Work } from './work.ts';

/** Tells the customer, and the kitchen when the order is new to it. */
export async function notifyAboutOrder(work: Work, eventId: string, fact: OrderFact): Promise<void> {
  const kitchenStaffIds = isNewlyConfirmed(fact) ? await work.people.activeStaff('kitchen') : [];
  const messages = notificationsFor(fact, { kitchenStaffIds, timeZone: work.timeZone });
  await notify(work, { eventId, messages });
}
