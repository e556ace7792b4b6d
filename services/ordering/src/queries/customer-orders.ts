import { viewOfOrder } from '@campus/contracts/order-state';
import type { Db } from '@campus/database/connect';
import { notFound } from '@campus/errors/app-error';
import { stateOf } from '../domain/order-event.ts';
import { type OrderRow, orderFrom, SELECT_ORDER } from '../persistence/order-row.ts';

const OWN = 'o.user_id = :customerId';

/** A customer's orders, newest first: ids are UUID v7, so the id of the last one shown is the cursor. */
export async function customerOrders(db: Db, page: { customerId: string; limit: number; cursor?: string }) {
  const { customerId, limit, cursor = null } = page;
  const { rows } = await db.raw<{ rows: OrderRow[] }>(
    `${SELECT_ORDER} where ${OWN} and (:cursor::uuid is null or o.id < :cursor::uuid) order by o.id desc limit :limit`,
    { customerId, cursor, limit: limit + 1 },
  );
  const shown = rows.slice(0, limit);
  return {
    orders: shown.map(viewOfRow),
    next_cursor: rows.length > limit ? (shown.at(-1)?.id ?? null) : null,
  };
}

/** One order of this customer; anybody else's is as unknown as one that never was. */
export async function customerOrder(db: Db, { orderId, customerId }: { orderId: string; customerId: string }) {
  const { rows } = await db.raw<{ rows: OrderRow[] }>(`${SELECT_ORDER} where o.id = :orderId and ${OWN}`, {
    orderId,
    customerId,
  });
  if (!rows[0]) throw notFound('Order');
  return viewOfRow(rows[0]);
}

/** The few facts that a waiting customer polls for, by primary key and without the lines. */
export async function customerOrderStatus(db: Db, { orderId, customerId }: { orderId: string; customerId: string }) {
  const row = await db('orders')
    .where({ id: orderId, user_id: customerId })
    .first('status', 'payment_status', 'version', 'estimated_ready_time', 'updated_at');
  if (!row) throw notFound('Order');
  return {
    ...row,
    estimated_ready_time: row.estimated_ready_time?.toISOString() ?? null,
    updated_at: row.updated_at.toISOString(),
  };
}

function viewOfRow(row: OrderRow) {
  return viewOfOrder(stateOf(orderFrom(row)));
}
