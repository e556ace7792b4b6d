import { isNewlyConfirmed, notificationsFor, type OrderFact } from '../domain/notifications-for.ts';
import { notify } from './notify.ts';
import type { Work } from './work.ts';

/** Tells the customer, and the kitchen when the order is new to it. Somebody who was erased is told nothing. */
export async function notifyAboutOrder(work: Work, eventId: string, fact: OrderFact): Promise<void> {
  const [kitchenStaffIds, erased] = await Promise.all([
    isNewlyConfirmed(fact) ? work.people.activeStaff('kitchen') : [],
    work.people.isErased(fact.order.user_id),
  ]);
  const all = notificationsFor(fact, { kitchenStaffIds, timeZone: work.timeZone });
  const messages = erased ? all.filter(({ recipientId }) => recipientId !== fact.order.user_id) : all;
  await notify(work, { eventId, messages });
}
