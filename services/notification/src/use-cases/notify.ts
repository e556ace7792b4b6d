import type { Message } from '../domain/notification.ts';
import type { Work } from './work.ts';

/** Keeps the messages of one event, each once, and plans a push to every device of their recipients. */
export async function notify(
  work: Work,
  { eventId, messages }: { eventId: string; messages: Message[] },
): Promise<void> {
  if (messages.length === 0) return;
  const notifications = messages.map((message) => ({ ...message, id: work.newId(), eventId, createdAt: work.now }));
  const added = await work.notifications.add(notifications);
  await work.pushDeliveries.plan(added, work.now);
}
