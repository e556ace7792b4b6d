import type { Db } from '@campus/database/connect';
import { notFound } from '@campus/errors/app-error';
import type { Payment } from '../domain/payment.ts';
import type { PaymentReader } from '../use-cases/work.ts';
import { findMismatches } from './mismatches-table.ts';
import { type AttemptRow, type PaymentRow, paymentOf, type RefundRow } from './payment-row.ts';

/** Payments as they are now, without holding them. */
export function paymentReader(db: Db): PaymentReader {
  const table = () => db<PaymentRow>('payments');
  const one = async (where: Partial<PaymentRow>) => (await whole(db, await table().where(where).limit(1)))[0];
  return {
    async get(id) {
      const payment = await one({ id });
      if (!payment) throw notFound('Payment');
      return payment;
    },
    find: (id) => one({ id }),
    findByOrder: (orderId) => one({ order_id: orderId }),
    findByGatewayOrder: (gatewayOrderId) => one({ gateway_order_id: gatewayOrderId }),
    findByGatewayOrders: async (ids) => whole(db, await table().whereIn('gateway_order_id', ids)),
    mismatchesOf: (paymentIds) => findMismatches(db, paymentIds),
    async list({ onlyAttention, orderId, limit, before }) {
      const query = table().orderBy('id', 'desc').limit(limit);
      if (onlyAttention) query.whereRaw("needs_attention <> '{}'");
      if (orderId) query.where({ order_id: orderId });
      if (before) query.where('id', '<', before);
      return whole(db, await query);
    },
  };
}

async function whole(db: Db, rows: PaymentRow[]): Promise<Payment[]> {
  if (rows.length === 0) return [];
  const ids = rows.map(({ id }) => id);
  const [attempts, refunds] = await Promise.all([
    db<AttemptRow>('payment_attempts').whereIn('payment_id', ids).orderBy(['created_at', 'gateway_payment_id']),
    db<RefundRow>('refunds').whereIn('payment_id', ids).orderBy(['created_at', 'id']),
  ]);
  const own = <Row extends { payment_id: string }>(all: Row[], id: string) =>
    all.filter((row) => row.payment_id === id);
  return rows.map((row) => paymentOf(row, own(attempts, row.id), own(refunds, row.id)));
}
