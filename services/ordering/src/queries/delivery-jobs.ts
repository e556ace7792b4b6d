import { viewOfOrder } from '@campus/contracts/order-state';
import type { Db } from '@campus/database/connect';
import { notFound } from '@campus/errors/app-error';
import { stateOf } from '../domain/order-event.ts';
import { type OrderRow, orderFrom, SELECT_ORDER } from '../persistence/order-row.ts';

/** One job of a delivery person, open or done; anybody else's is as unknown as one that never was. */
export async function deliveryJob(db: Db, { orderId, staffId }: { orderId: string; staffId: string }) {
  const { rows } = await db.raw<{ rows: OrderRow[] }>(
    `${SELECT_ORDER} join delivery_assignments j on j.order_id = o.id where o.id = :orderId and j.staff_id = :staffId`,
    { orderId, staffId },
  );
  if (!rows[0]) throw notFound('Order');
  return viewOfOrder(stateOf(orderFrom(rows[0])));
}

/** The open jobs of a delivery person, the oldest first. */
export async function deliveryJobs(db: Db, staffId: string) {
  const { rows } = await db.raw<{ rows: OrderRow[] }>(
    `${SELECT_ORDER} join delivery_assignments j on j.order_id = o.id
     where j.staff_id = ? and j.status in ('assigned', 'picked_up') and o.status not in ('completed', 'cancelled')
     order by j.assigned_at`,
    [staffId],
  );
  return rows.map((row) => viewOfOrder(stateOf(orderFrom(row))));
}
