import { acceptedMoney, adoptedAttempt, capturedPaise, refundedPaise, refundsOf } from './money-of-payment.ts';
import type { Attempt, Payment } from './payment.ts';

export type PaymentStatus =
  | 'creating'
  | 'pending'
  | 'paid'
  | 'refund_pending'
  | 'partially_refunded'
  | 'refund_due'
  | 'refunded'
  | 'cancelled'
  | 'expired'
  | 'create_failed';

/** The intent's state of providers.md section 5, derived from what is known, so that it cannot disagree with it. */
export function statusOf(payment: Payment): PaymentStatus {
  const adopted = adoptedAttempt(payment);
  if (adopted) return statusOfPaid(payment, adopted);
  if (payment.closedAs) return statusOfClosed(payment, payment.closedAs);
  return payment.gatewayOrderId === null ? 'creating' : 'pending';
}

/** The four words of the API and of events. */
export function publicStatusOf(payment: Payment): 'pending' | 'paid' | 'failed' | 'refunded' {
  switch (statusOf(payment)) {
    case 'creating':
    case 'pending':
      return 'pending';
    case 'paid':
    case 'refund_pending':
    case 'partially_refunded':
      return 'paid';
    case 'refunded':
      return 'refunded';
    default:
      return 'failed';
  }
}

function statusOfPaid(payment: Payment, adopted: Attempt): PaymentStatus {
  const refunds = refundsOf(payment, adopted);
  const givenBack = acceptedMoney(payment).refundedPaise;
  if (givenBack >= adopted.amountPaise) return 'refunded';
  if (payment.flags.includes('amount_conflict')) return 'refund_due';
  if (refunds.some(({ status }) => status !== 'processed' && status !== 'failed')) return 'refund_pending';
  return givenBack > 0 ? 'partially_refunded' : 'paid';
}

function statusOfClosed(payment: Payment, closedAs: NonNullable<Payment['closedAs']>): PaymentStatus {
  const captured = capturedPaise(payment);
  if (captured === 0) return closedAs;
  return refundedPaise(payment) >= captured ? 'refunded' : 'refund_due';
}
