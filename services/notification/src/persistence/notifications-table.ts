import { statement } from '@campus/database/statement';
import type { Transaction } from '@campus/database/transaction';
import type { Notification } from '../domain/notification.ts';
import type { Notifications } from '../use-cases/work.ts';

const COLUMNS = 'id, event_id, recipient_id, type, title, body, data, order_id, created_at';
// Somebody who was erased is told nothing, whichever of the two events is handled first.
const addStatement = statement(`
  insert into notifications (${COLUMNS})
  select ${COLUMNS} from jsonb_populate_recordset(null::notifications, :rows) message
  where not exists (select from erased_users where id = message.recipient_id)
  on conflict (event_id, recipient_id) do nothing`);

export function notificationsTable(trx: Transaction): Notifications {
  const table = () => trx('notifications');
  return {
    async add(notifications) {
      await addStatement(trx, { rows: JSON.stringify(notifications.map(rowOf)) });
    },
    async has({ recipientId, id }) {
      return (await table().where({ id, recipient_id: recipientId }).first('id')) !== undefined;
    },
    async markRead({ recipientId, id, at }) {
      const known = await table()
        .where({ id, recipient_id: recipientId })
        .update({ read_at: trx.raw('coalesce(read_at, ?)', [at]) });
      return known > 0;
    },
    async markAllRead({ recipientId, upTo, at }) {
      const unread = table().where({ recipient_id: recipientId }).whereNull('read_at');
      if (upTo !== undefined)
        unread.whereRaw('(created_at, id) <= (select created_at, id from notifications where id = ?)', [upTo]);
      return unread.update({ read_at: at });
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
    data: notification.data,
    order_id: notification.orderId,
    created_at: notification.createdAt,
  };
}
