import type { Message } from '../domain/notification.ts';
import type { Work } from './work.ts';

/** Keeps the messages of one event, each once, and plans a push to every device of their recipients. */
export async function notify(
  work: Work,
  { eventId, messages }: { eventId: string; messages: Message[] },
): Promise<void> {
  if (messages.length === 0) return;
  const notifications = messages.map((message) => ({ ...message, id: work.newId(), eventId, createdAt: work.now }));
  const ids = notifications.map(({ id }) => id);
  // Asked one after the other, answered together: the plan finds only those that were new.
  await Promise.all([work.notifications.add(notifications), work.pushDeliveries.plan(ids, work.now)]);
}
