import { digits, razorpayId } from '../random.ts';
import type { Sandbox } from '../sandbox.ts';
import type { Notes, Payment, RefundEntity } from './razorpay-state.ts';

export interface NewRefund {
  amount: number;
  notes: Notes | [];
  receipt: string | null;
  status: 'pending' | 'processed';
}

/** Books the refund on the payment at once: Razorpay counts pending refunds as refunded money. */
export function addRefund(
  sandbox: Sandbox,
  payment: Payment,
  { amount, notes, receipt, status }: NewRefund,
): RefundEntity {
  const refund: RefundEntity = {
    id: razorpayId(sandbox.random, 'rfnd'),
    entity: 'refund',
    amount,
    currency: payment.entity.currency,
    payment_id: payment.entity.id,
    notes,
    receipt,
    acquirer_data: { arn: null },
    created_at: Math.floor(Date.now() / 1000),
    batch_id: null,
    status,
    speed_requested: 'normal',
    speed_processed: 'normal',
  };
  if (status === 'processed') refund.acquirer_data.arn = digits(sandbox.random, 23);
  sandbox.razorpay.refunds.set(refund.id, refund);
  payment.refunds.push(refund);
  book(payment, amount);
  return refund;
}

export function finishRefund(sandbox: Sandbox, payment: Payment, { refund, status }: FinishedRefund): void {
  refund.status = status;
  if (status === 'processed') refund.acquirer_data.arn = digits(sandbox.random, 23);
  else book(payment, -refund.amount);
}

export interface FinishedRefund {
  refund: RefundEntity;
  status: 'processed' | 'failed';
}

function book({ entity }: Payment, amount: number) {
  entity.amount_refunded += amount;
  const full = entity.amount_refunded === entity.amount;
  entity.refund_status = full ? 'full' : entity.amount_refunded > 0 ? 'partial' : null;
  if (full) entity.status = 'refunded';
  else if (entity.captured) entity.status = 'captured';
}
