import type { Db } from '@campus/database/connect';
import { gauge } from '@campus/telemetry/gauge';
import { slotFill } from '../queries/slot-fill.ts';

const STATUSES = ['received', 'preparing', 'ready', 'out_for_delivery'] as const;

const open = gauge('orders_open', 'Orders in the kitchen’s hands now, by status.', { status: STATUSES });
const unacknowledged = gauge(
  'orders_oldest_unacknowledged_seconds',
  'How long the oldest confirmed order has been ringing without anybody taking it; 0 when none does.',
  {},
);
const unpaid = gauge(
  'orders_oldest_overdue_unpaid_seconds',
  'How long ago an unpaid order should have expired; 0 when none is late.',
  {},
);
const taken = gauge('order_slot_taken', 'Places taken in the fullest slot of the newest business day.', {});
const fill = gauge(
  'order_slot_fill_ratio',
  'Orders of the slot that takes orders now, by its cap: at 1 nobody can order; above, the cap was lowered. No sample while closed.',
  {},
);

/** Has the orders looked at whenever metrics are asked for; the indexes of open and unpaid orders answer. */
export function watchOrders(db: Db, { clock, timeZone }: { clock: () => Date; timeZone: string }): void {
  fill.watch({}, () => slotFill(db, { now: clock(), timeZone }));
  for (const status of STATUSES) {
    open.watch({ status }, () =>
      number(db, 'select count(*)::int as value from orders where status = ? and confirmed_at is not null', [status]),
    );
  }
  unacknowledged.watch({}, () =>
    number(
      db,
      `select coalesce(extract(epoch from now() - min(confirmed_at)), 0)::float8 as value from orders
        where status = 'received' and confirmed_at is not null and acknowledged_at is null`,
    ),
  );
  unpaid.watch({}, () =>
    number(
      db,
      `select greatest(coalesce(extract(epoch from now() - min(expires_at)), 0), 0)::float8 as value from orders
        where status = 'received' and confirmed_at is null`,
    ),
  );
  taken.watch({}, () =>
    number(
      db,
      `select coalesce(max(taken), 0)::int as value from slot_counters
        where business_day = (select max(business_day) from slot_counters)`,
    ),
  );
}

async function number(db: Db, statement: string, values: string[] = []): Promise<number | undefined> {
  const { rows } = await db.raw<{ rows: { value: number }[] }>(statement, values);
  return rows[0]?.value;
}
