import type { AdminNotificationView, PushOutcome } from '@campus/contracts/notifications-api';
import type { Db } from '@campus/database/connect';
import { cursorOf, positionOf } from './notification-cursor.ts';
import { PUSH_OUTCOME } from './push-outcome.ts';

type Delivery = AdminNotificationView['deliveries'][number];

interface NotificationRow
  extends Pick<AdminNotificationView, 'id' | 'event_id' | 'recipient_id' | 'type' | 'title' | 'order_id' | 'push'> {
  created_at: Date;
  read_at: Date | null;
}

interface DeliveryRow {
  notification_id: string;
  platform: Delivery['platform'];
  status: Delivery['state'];
  attempts: number;
  calls: number;
  error_code: string | null;
  next_attempt_at: Date;
  finished_at: Date | null;
}

export interface AdminPage {
  state?: PushOutcome | undefined;
  limit: number;
  cursor?: string | undefined;
}

const COLUMNS = ['id', 'event_id', 'recipient_id', 'type', 'title', 'order_id', 'created_at', 'read_at'];
const OF_THIS = 'select from push_deliveries d where d.notification_id = n.id';

/** Everybody's notifications with what became of their pushes, newest first. Throws 400 for a cursor that is not ours. */
export async function adminNotifications(db: Db, { state, limit, cursor }: AdminPage) {
  const found = db('notifications as n');
  if (state === 'none') found.whereRaw(`not exists (${OF_THIS})`);
  else if (state !== undefined) found.whereRaw(`exists (${OF_THIS} and d.status = ?)`, [state]);
  if (cursor !== undefined) {
    const { createdAt, id } = positionOf(cursor);
    found.whereRaw('(n.created_at, n.id) < (?::timestamptz, ?::uuid)', [createdAt, id]);
  }
  const rows: NotificationRow[] = await found
    .orderByRaw('n.created_at desc, n.id desc')
    .limit(limit + 1)
    .select(...COLUMNS.map((name) => `n.${name}`), db.raw(PUSH_OUTCOME));
  const shown = rows.slice(0, limit);
  const last = shown.at(-1);
  const deliveries = await deliveriesOf(db, shown);
  return {
    notifications: shown.map((row) => viewOf(row, deliveries.get(row.id) ?? [])),
    next_cursor: rows.length > limit && last ? cursorOf(last) : null,
  };
}

async function deliveriesOf(db: Db, notifications: NotificationRow[]): Promise<Map<string, DeliveryRow[]>> {
  const ids = notifications.map(({ id }) => id);
  const rows: DeliveryRow[] = await db('push_deliveries as d')
    .leftJoin('device_tokens as t', 't.id', 'd.device_token_id')
    .whereIn('d.notification_id', ids)
    .orderBy('d.device_token_id')
    .select('d.*', 't.platform');
  return Map.groupBy(rows, (row) => row.notification_id);
}

function viewOf(row: NotificationRow, deliveries: DeliveryRow[]): AdminNotificationView {
  return {
    ...row,
    created_at: row.created_at.toISOString(),
    read_at: row.read_at?.toISOString() ?? null,
    deliveries: deliveries.map(deliveryOf),
  };
}

function deliveryOf({
  platform,
  status,
  attempts,
  calls,
  error_code,
  next_attempt_at,
  finished_at,
}: DeliveryRow): Delivery {
  return {
    platform,
    state: status,
    attempts,
    calls,
    last_error_code: error_code,
    next_attempt_at: status === 'pending' ? next_attempt_at.toISOString() : null,
    finished_at: finished_at?.toISOString() ?? null,
  };
}
