import { notFound } from '@campus/errors/app-error';
import type { Work } from './work.ts';

/** A notification was read; a second time changes nothing. Anybody else's is as unknown as one that never was. */
export async function readNotification(
  work: Work,
  { recipientId, id }: { recipientId: string; id: string },
): Promise<void> {
  const isKnown = await work.notifications.markRead({ recipientId, id, at: work.now });
  if (!isKnown) throw notFound('Notification');
}

/** Everything up to a notification, or simply everything, was read. Returns how much was not read before. */
export async function readNotifications(
  work: Work,
  { recipientId, upTo }: { recipientId: string; upTo: string | undefined },
): Promise<number> {
  if (upTo !== undefined && !(await work.notifications.has({ recipientId, id: upTo }))) throw notFound('Notification');
  return work.notifications.markAllRead({ recipientId, upTo, at: work.now });
}
