import { statement } from '@campus/database/statement';
import type { Transaction } from '@campus/database/transaction';
import { type KitchenAlarm, STANDARD_ESCALATION_SECONDS } from '../domain/kitchen-alarm.ts';
import type { KitchenAlarms } from '../use-cases/work.ts';

interface KitchenAlarmRow {
  order_id: string;
  order_number: string;
  event_id: string;
  version: number;
  ringing_since: Date | null;
  escalated_at: Date | null;
  updated_at: Date;
}

// A change that leaves it ringing for the same reason is not a new alarm.
const keepStatement = statement(`
  insert into kitchen_alarms as known (order_id, order_number, event_id, version, ringing_since, updated_at)
  values (:orderId, :orderNumber, :eventId, :version, :ringingSince, :at)
  on conflict (order_id) do update set
    version = excluded.version, ringing_since = excluded.ringing_since, updated_at = excluded.updated_at,
    event_id = case when known.ringing_since = excluded.ringing_since then known.event_id else excluded.event_id end,
    escalated_at = case when known.ringing_since = excluded.ringing_since then known.escalated_at end
  where known.version < excluded.version`);

const TAKE_OVERDUE = `
  update kitchen_alarms set escalated_at = :now
  where order_id in (
    select order_id from kitchen_alarms
    where ringing_since is not null and escalated_at is null
      and ringing_since <= :now::timestamptz - make_interval(secs => coalesce(
        (select seconds from escalation_settings where key = 'alert_escalation_seconds'), :standard))
    order by ringing_since limit :limit for update skip locked)
  returning *`;

export function kitchenAlarmsTable(trx: Transaction): KitchenAlarms {
  return {
    async keep(alarm, at) {
      await keepStatement(trx, { ...alarm, at });
    },
    async takeOverdue(now, limit) {
      const { rows }: { rows: KitchenAlarmRow[] } = await trx.raw(TAKE_OVERDUE, {
        now,
        limit,
        standard: STANDARD_ESCALATION_SECONDS,
      });
      return rows.map(alarmOf);
    },
    async findOrderNumber(orderId) {
      const [row] = await trx<KitchenAlarmRow>('kitchen_alarms').where({ order_id: orderId }).select('order_number');
      return row?.order_number;
    },
    async setPatience(seconds, version) {
      await trx('escalation_settings')
        .insert({ key: 'alert_escalation_seconds', seconds, version })
        .onConflict('key')
        .merge()
        .where('escalation_settings.version', '<', version);
    },
  };
}

function alarmOf(row: KitchenAlarmRow): KitchenAlarm {
  return {
    orderId: row.order_id,
    orderNumber: row.order_number,
    eventId: row.event_id,
    version: row.version,
    ringingSince: row.ringing_since,
  };
}
