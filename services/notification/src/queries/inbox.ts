import type { NotificationType, NotificationView } from '@campus/contracts/notifications-api';
import type { Db } from '@campus/database/connect';
import { cursorOf, positionOf } from './inbox-cursor.ts';

interface NotificationRow {
  id: string;
  type: NotificationType;
  title: string;
  body: string;
  data: Record<string, string>;
  order_id: string | null;
  created_at: Date;
  read_at: Date | null;
}

export interface InboxPage {
  recipientId: string;
  limit: number;
  cursor?: string | undefined;
}

/** One page of a person's notifications, newest first. Throws 400 for a cursor that is not ours. */
export async function inbox(db: Db, { recipientId, limit, cursor }: InboxPage) {
  const found = db('notifications').where({ recipient_id: recipientId });
  if (cursor !== undefined) {
    const { createdAt, id } = positionOf(cursor);
    found.whereRaw('(created_at, id) < (?::timestamptz, ?::uuid)', [createdAt, id]);
  }
  const rows: NotificationRow[] = await found
    .orderBy([
      { column: 'created_at', order: 'desc' },
      { column: 'id', order: 'desc' },
    ])
    .limit(limit + 1)
    .select('id', 'type', 'title', 'body', 'data', 'order_id', 'created_at', 'read_at');
  const shown = rows.slice(0, limit);
  const last = shown.at(-1);
  return { notifications: shown.map(viewOf), next_cursor: rows.length > limit && last ? cursorOf(last) : null };
}

function viewOf({ created_at, read_at, ...row }: NotificationRow): NotificationView {
  return { ...row, created_at: created_at.toISOString(), read_at: read_at?.toISOString() ?? null };
}
