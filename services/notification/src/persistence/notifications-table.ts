import type { Transaction } from '@campus/database/transaction';
import type { Notification } from '../domain/notification.ts';
import type { Notifications } from '../use-cases/work.ts';

export function notificationsTable(trx: Transaction): Notifications {
  const table = () => trx('notifications');
  return {
    async add(notifications) {
      const added = await table()
        .insert(notifications.map(rowOf))
        .onConflict(['event_id', 'recipient_id'])
        .ignore()
        .returning('id');
      return added.map(({ id }: { id: string }) => id);
    },
    async removeOf(recipientId) {
      await table().where({ recipient_id: recipientId }).delete();
    },
  };
}

function rowOf(notification: Notification) {
  return {
    id: notification.id,
    event_id: notification.eventId,
    recipient_id: notification.recipientId,
    type: notification.type,
    title: notification.title,
    body: notification.body,
    data: JSON.stringify(notification.data),
    order_id: notification.orderId,
    created_at: notification.createdAt,
  };
}
