import type { Transaction } from '@campus/database/transaction';
import { notFound } from '@campus/errors/app-error';
import type { Assignment, Order } from '../domain/order.ts';
import type { Orders } from '../use-cases/work.ts';
import { changingColumns, historyRows, type OrderRow, orderFrom, SELECT_ORDER } from './order-row.ts';

export function ordersTable(trx: Transaction): Orders {
  return {
    async lock(id) {
      // Two statements: one that waits for the lock sees the new order, but its lines and its job as they were when it began.
      await trx('orders').where({ id }).forUpdate().first('id');
      const { rows } = await trx.raw<{ rows: OrderRow[] }>(`${SELECT_ORDER} where o.id = ?`, [id]);
      const [row] = rows;
      if (!row) throw notFound('Order');
      return orderFrom(row);
    },

    async save(decision) {
      const { order, changes } = decision;
      if (changes.length === 0) return;
      const before = order.version - changes.length;
      const updated = await trx('orders').where({ id: order.id, version: before }).update(changingColumns(order));
      if (updated !== 1) throw new Error(`Order ${order.id} was changed without its lock`);
      await saveAssignment(trx, order);
      await trx('order_events').insert(historyRows(decision));
    },

    async countUnpaid(customerId) {
      // Two orders of one customer at once must not both see the same count.
      await trx.raw('select pg_advisory_xact_lock(hashtextextended(?, 1))', [customerId]);
      return countOf(trx('orders').where({ user_id: customerId, status: 'received', confirmed_at: null }));
    },

    countPreparing: () => countOf(trx('orders').where({ status: 'preparing' })),

    openJobsOf: (staffId) =>
      trx('delivery_assignments')
        .where({ staff_id: staffId })
        .whereIn('status', ['assigned', 'picked_up'])
        .pluck('order_id'),

    lockUnpaid: (customerId) =>
      trx('orders').where({ user_id: customerId, status: 'received', confirmed_at: null }).forUpdate().pluck('id'),

    lockExpired: (limit) =>
      trx('orders')
        .where({ status: 'received', confirmed_at: null })
        .where('expires_at', '<=', trx.raw('now()'))
        .orderBy('expires_at')
        .limit(limit)
        .forUpdate()
        .skipLocked()
        .pluck('id'),
  };
}

async function saveAssignment(trx: Transaction, { id, orderType, assignment }: Order): Promise<void> {
  if (orderType !== 'delivery') return;
  if (!assignment) return void (await trx('delivery_assignments').where({ order_id: id }).delete());
  await trx('delivery_assignments').insert(assignmentRow(id, assignment)).onConflict('order_id').merge();
}

function assignmentRow(orderId: string, assignment: Assignment) {
  return {
    order_id: orderId,
    staff_id: assignment.staffId,
    staff_name: assignment.staffName,
    status: assignment.status,
    assigned_at: assignment.assignedAt,
    delivered_at: assignment.deliveredAt,
    failure_reason: assignment.failureReason,
  };
}

async function countOf(query: { count(column: string): PromiseLike<unknown> }): Promise<number> {
  const [row] = (await query.count('* as count')) as [{ count: number }];
  return row.count;
}
