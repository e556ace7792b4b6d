import type { NotificationType, NotificationView, PushOutcome } from '@campus/contracts/notifications-api';
import type { Db } from '@campus/database/connect';
import { notFound } from '@campus/errors/app-error';
import { cursorOf, positionOf } from './notification-cursor.ts';
import { PUSH_OUTCOME } from './push-outcome.ts';

interface NotificationRow {
  id: string;
  type: NotificationType;
  title: string;
  body: string;
  data: Record<string, string>;
  order_id: string | null;
  created_at: Date;
  read_at: Date | null;
  push: PushOutcome;
}

export interface InboxPage {
  recipientId: string;
  limit: number;
  cursor?: string | undefined;
}

const COLUMNS = ['id', 'type', 'title', 'body', 'data', 'order_id', 'created_at', 'read_at'].map((name) => `n.${name}`);
const MOST_UNREAD = 1_000;

/** One page of a person's notifications, newest first. Throws 400 for a cursor that is not ours. */
export async function inbox(db: Db, { recipientId, limit, cursor }: InboxPage) {
  const found = db('notifications as n').where({ recipient_id: recipientId });
  if (cursor !== undefined) {
    const { createdAt, id } = positionOf(cursor);
    found.whereRaw('(n.created_at, n.id) < (?::timestamptz, ?::uuid)', [createdAt, id]);
  }
  const rows: NotificationRow[] = await found
    .orderByRaw('n.created_at desc, n.id desc')
    .limit(limit + 1)
    .select(...COLUMNS, db.raw(PUSH_OUTCOME));
  const shown = rows.slice(0, limit);
  const last = shown.at(-1);
  return {
    notifications: shown.map(viewOf),
    next_cursor: rows.length > limit && last ? cursorOf(last) : null,
    unread: await countUnread(db, recipientId),
  };
}

/** One notification of this person; anybody else's is as unknown as one that never was. */
export async function ownNotification(db: Db, { id, recipientId }: { id: string; recipientId: string }) {
  const row: NotificationRow | undefined = await db('notifications as n')
    .where({ id, recipient_id: recipientId })
    .first(...COLUMNS, db.raw(PUSH_OUTCOME));
  if (!row) throw notFound('Notification');
  return viewOf(row);
}

/** Up to 1000: a member of the kitchen who never looks has tens of thousands. */
export async function countUnread(db: Db, recipientId: string): Promise<number> {
  const unread = db('notifications').where({ recipient_id: recipientId }).whereNull('read_at').limit(MOST_UNREAD);
  const [row] = await db.from(unread.select('id').as('unread')).count<{ count: number }[]>('* as count');
  return row?.count ?? 0;
}

function viewOf({ created_at, read_at, ...row }: NotificationRow): NotificationView {
  return { ...row, created_at: created_at.toISOString(), read_at: read_at?.toISOString() ?? null };
}
