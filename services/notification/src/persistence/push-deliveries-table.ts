import type { NotificationType } from '@campus/contracts/notifications-api';
import { statement } from '@campus/database/statement';
import type { Transaction } from '@campus/database/transaction';
import type { Device, OwedWakeUp, PushDeliveries, TakenPush } from '../use-cases/work.ts';

interface TakenRow {
  notification_id: string;
  device_token_id: string;
  calls: number;
  attempts: number;
  recipient_id: string;
  type: NotificationType;
  title: string;
  body: string;
  data: Record<string, string>;
  order_id: string;
  created_at: Date;
  token: string | null;
  role: Device['role'];
}

interface OwedRow {
  notification_id: string;
  device_token_id: string;
  calls: number;
  next_attempt_at: Date;
}

const planStatement = statement(`
  insert into push_deliveries (notification_id, device_token_id, next_attempt_at, wake_up_at)
  select n.id, device.id, :at, :at from notifications n
  join device_tokens device on device.user_id = n.recipient_id and device.is_active
  where n.id = any(array(select unnest(:notificationIds::uuid[])))`);

// The attempt counts until FCM says otherwise: a push that kills its process each time must come to an end too.
const takeStatement = statement<TakenRow>(`
  with taken as (
    update push_deliveries
    set calls = calls + 1, attempts = attempts + 1, next_attempt_at = :leasedUntil, wake_up_at = :leasedUntil
    where notification_id = :notificationId and device_token_id = :deviceTokenId
      and status = 'pending' and calls = :call - 1 and next_attempt_at <= :now
    returning *
  )
  select taken.*, n.recipient_id, n.type, n.title, n.body, n.data, n.order_id, n.created_at, device.token, device.role
  from taken
  join notifications n on n.id = taken.notification_id
  left join device_tokens device
    on device.id = taken.device_token_id and device.user_id = n.recipient_id and device.is_active`);

const takeOwedStatement = statement<OwedRow>(`
  with owed as (
    select notification_id, device_token_id from push_deliveries
    where status = 'pending' and wake_up_at <= :now order by wake_up_at limit :limit for update skip locked
  )
  update push_deliveries delivery set wake_up_at = :leasedUntil from owed
  where delivery.notification_id = owed.notification_id and delivery.device_token_id = owed.device_token_id
  returning delivery.*`);

// Whoever has taken a push meanwhile has set its next wake-up anew.
const markWokenStatement = statement(`
  update push_deliveries delivery
  set wake_up_at = greatest(delivery.next_attempt_at, :leasedUntil) + make_interval(secs => :patience)
  from unnest(:notificationIds::uuid[], :deviceTokenIds::uuid[]) as woken (notification_id, device_token_id)
  where delivery.notification_id = woken.notification_id and delivery.device_token_id = woken.device_token_id
    and delivery.status = 'pending' and delivery.wake_up_at = :leasedUntil`);

// Ten pushes that meet dead tokens at the same moment must see each other.
const COUNT_LOCK = 727_105;
const countDeadStatement = statement<{ dead: number }>(`
  select count(*) filter (where error_code in ('UNREGISTERED', 'INVALID_ARGUMENT')) as dead from (
    select error_code from push_deliveries where finished_at is not null order by finished_at desc limit :window
  ) latest`);

/** `owe` is called when the transaction leaves a wake-up to be sent. */
export function pushDeliveriesTable(trx: Transaction, owe: () => void): PushDeliveries {
  const table = () => trx('push_deliveries');
  return {
    async plan(notificationIds, at) {
      if (notificationIds.length === 0) return;
      const { rowCount } = await planStatement(trx, { notificationIds, at });
      if (rowCount) owe();
    },
    async take(wakeUp, lease) {
      const { rows } = await takeStatement(trx, { ...wakeUp, ...lease });
      return rows[0] && takenOf(rows[0], lease);
    },
    async oweIfEarly({ notificationId, deviceTokenId, call }, now) {
      const early = await table()
        .where({ notification_id: notificationId, device_token_id: deviceTokenId })
        .where({ status: 'pending', calls: call - 1 })
        .where('next_attempt_at', '>', now)
        .update({ wake_up_at: now });
      if (early > 0) owe();
    },
    async save(taken, { status, calls, attempts, nextAttemptAt, errorCode }, now) {
      const saved = await table()
        .where({ notification_id: taken.notificationId, device_token_id: taken.deviceTokenId })
        .where({ status: 'pending', calls: taken.calls, next_attempt_at: taken.leasedUntil })
        .update({
          status,
          calls,
          attempts,
          next_attempt_at: nextAttemptAt,
          wake_up_at: now,
          error_code: errorCode,
          finished_at: status === 'pending' ? null : now,
        });
      if (saved > 0 && status === 'pending') owe();
      return saved > 0;
    },
    async takeOwed(lease) {
      const { rows } = await takeOwedStatement(trx, lease);
      return rows.map(owedOf).toSorted((one, other) => one.dueAt.getTime() - other.dueAt.getTime());
    },
    async markWoken(wakeUps, { leasedUntil, patienceMs }) {
      await markWokenStatement(trx, {
        leasedUntil,
        patience: patienceMs / 1000,
        notificationIds: wakeUps.map(({ notificationId }) => notificationId),
        deviceTokenIds: wakeUps.map(({ deviceTokenId }) => deviceTokenId),
      });
    },
    async countDead(window) {
      await trx.raw('select pg_advisory_xact_lock(?)', [COUNT_LOCK]);
      const { rows } = await countDeadStatement(trx, { window });
      return rows[0]?.dead ?? 0;
    },
  };
}

function takenOf(row: TakenRow, { now, leasedUntil }: { now: Date; leasedUntil: Date }): TakenPush {
  return {
    notificationId: row.notification_id,
    deviceTokenId: row.device_token_id,
    calls: row.calls,
    attempts: row.attempts,
    createdAt: row.created_at,
    device: row.token === null ? undefined : { token: row.token, role: row.role },
    takenAt: now,
    leasedUntil,
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

function owedOf(row: OwedRow): OwedWakeUp {
  return {
    notificationId: row.notification_id,
    deviceTokenId: row.device_token_id,
    call: row.calls + 1,
    dueAt: row.next_attempt_at,
  };
}
