import type { NotificationType } from '@campus/contracts/notifications-api';
import type { Transaction } from '@campus/database/transaction';
import type { ClaimedPush, PushDeliveries } from '../use-cases/work.ts';

interface ClaimedRow {
  notification_id: string;
  device_token_id: string;
  attempts: number;
  recipient_id: string;
  type: NotificationType;
  title: string;
  body: string;
  data: Record<string, string>;
  order_id: string;
  created_at: Date;
  token: string | null;
}

const CLAIM = `
  with due as (
    select notification_id, device_token_id from push_deliveries
    where status = 'pending' and next_attempt_at <= :now
    order by next_attempt_at limit :limit for update skip locked
  ), claimed as (
    update push_deliveries delivery set attempts = attempts + 1, next_attempt_at = :leasedUntil
    from due
    where delivery.notification_id = due.notification_id and delivery.device_token_id = due.device_token_id
    returning delivery.notification_id, delivery.device_token_id, delivery.attempts
  )
  select claimed.*, n.recipient_id, n.type, n.title, n.body, n.data, n.order_id, n.created_at, device.token
  from claimed
  join notifications n on n.id = claimed.notification_id
  left join device_tokens device
    on device.id = claimed.device_token_id and device.user_id = n.recipient_id and device.is_active`;

const PLAN = `
  insert into push_deliveries (notification_id, device_token_id, next_attempt_at)
  select n.id, device.id, :at from notifications n
  join device_tokens device on device.user_id = n.recipient_id and device.is_active
  where n.id = any(:notificationIds)`;

// Ten pushes that meet dead tokens at the same moment must see each other.
const COUNT_LOCK = 727_105;
const COUNT_DEAD = `
  select count(*) filter (where error_code in ('UNREGISTERED', 'INVALID_ARGUMENT')) as dead from (
    select error_code from push_deliveries where finished_at is not null order by finished_at desc limit :window
  ) latest`;

export function pushDeliveriesTable(trx: Transaction): PushDeliveries {
  return {
    async plan(notificationIds, at) {
      await trx.raw(PLAN, { notificationIds, at });
    },
    async claim(lease) {
      const { rows }: { rows: ClaimedRow[] } = await trx.raw(CLAIM, { ...lease });
      return rows.map(claimedOf);
    },
    async save({ notificationId, deviceTokenId }, { status, attempts, nextAttemptAt, errorCode }, now) {
      await trx('push_deliveries')
        .where({ notification_id: notificationId, device_token_id: deviceTokenId })
        .update({
          status,
          attempts,
          next_attempt_at: nextAttemptAt,
          error_code: errorCode,
          finished_at: status === 'pending' ? null : now,
        });
    },
    async countDead(window) {
      await trx.raw('select pg_advisory_xact_lock(?)', [COUNT_LOCK]);
      const { rows }: { rows: { dead: number }[] } = await trx.raw(COUNT_DEAD, { window });
      return rows[0]?.dead ?? 0;
    },
  };
}

function claimedOf(row: ClaimedRow): ClaimedPush {
  return {
    notificationId: row.notification_id,
    deviceTokenId: row.device_token_id,
    attempts: row.attempts,
    createdAt: row.created_at,
    token: row.token ?? undefined,
    message: {
      recipientId: row.recipient_id,
      type: row.type,
      title: row.title,
      body: row.body,
      orderId: row.order_id,
      data: row.data,
    },
  };
}
