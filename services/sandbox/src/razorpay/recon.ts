import type { Sandbox } from '../sandbox.ts';
import { wholeCollection } from './collection.ts';
import type { Payment, RefundEntity } from './razorpay-state.ts';

/** Payments captured and refunds made on one day of Indian time, in the shape of `/settlements/recon/combined`. */
export function recon(sandbox: Sandbox, query: Record<string, unknown>) {
  const { payments, refunds } = sandbox.razorpay;
  const lines = [
    ...[...payments.values()].filter((payment) => payment.entity.captured).map(paymentLine),
    ...[...refunds.values()].filter((refund) => refund.status !== 'failed').map(refundLine),
  ];
  return wholeCollection(lines.filter((line) => isOnDay(line.created_at, query)));
}

function paymentLine({ entity }: Payment) {
  const money = { amount: entity.amount, credit: entity.amount, debit: 0, fee: entity.fee, tax: entity.tax };
  return {
    entity_id: entity.id,
    type: 'payment',
    ...money,
    ...settled(entity),
    order_id: entity.order_id,
    method: entity.method,
  };
}

function refundLine(refund: RefundEntity) {
  const money = { amount: refund.amount, credit: 0, debit: refund.amount, fee: 0, tax: 0 };
  return { entity_id: refund.id, type: 'refund', ...money, ...settled(refund), payment_id: refund.payment_id };
}

function settled({ currency, created_at }: { currency: string; created_at: number }) {
  return {
    currency,
    created_at,
    on_hold: false,
    settled: true,
    settled_at: created_at,
    settlement_id: 'setl_Sandbox0000001',
  };
}

function isOnDay(createdAt: number, { year, month, day }: Record<string, unknown>): boolean {
  const indian = new Date((createdAt + 19_800) * 1000);
  const parts = [indian.getUTCFullYear(), indian.getUTCMonth() + 1, indian.getUTCDate()];
  return [year, month, day].every((wanted, index) => wanted === undefined || Number(wanted) === parts[index]);
}
