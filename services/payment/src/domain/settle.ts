import type { FactContext } from './facts.ts';
import { adoptedAttempt, refundablePaise, refundsOf } from './money-of-payment.ts';
import type { Attempt, Payment, Refund } from './payment.ts';

const AUTOMATIC_REASONS = ['order_cancelled', 'late_capture', 'duplicate_capture', 'amount_mismatch'] as const;
type AutomaticReason = (typeof AUTOMATIC_REASONS)[number];

/** Draws the conclusions: which attempt pays the order, and which captured money must go back. */
export function settle(payment: Payment, context: FactContext): Payment {
  return requestDueRefunds(adopt(payment, context), context);
}

function adopt(payment: Payment, { now }: FactContext): Payment {
  if (payment.gatewayPaymentId !== null || payment.closedAs || payment.flags.includes('amount_conflict'))
    return payment;
  const own = payment.attempts.find((attempt) => attempt.isCaptured && isExact(payment, attempt));
  return own ? { ...payment, gatewayPaymentId: own.gatewayPaymentId, capturedAt: now } : payment;
}

function requestDueRefunds(payment: Payment, context: FactContext): Payment {
  // Refunding what the bank is already taking back would pay twice (R26).
  if (payment.flags.includes('dispute')) return payment;
  const due = payment.attempts.flatMap((attempt) => dueRefund(payment, attempt, context) ?? []);
  return due.length === 0 ? payment : { ...payment, refunds: [...payment.refunds, ...due] };
}

function dueRefund(payment: Payment, attempt: Attempt, { now, newId }: FactContext): Refund | undefined {
  const reason = reasonToRefund(payment, attempt);
  const amountPaise = refundablePaise(payment, attempt);
  // A second automatic refund would only follow a failed one, and that needs a person.
  if (!reason || amountPaise === 0 || refundsOf(payment, attempt).some(isAutomatic)) return undefined;
  return {
    id: newId(),
    gatewayPaymentId: attempt.gatewayPaymentId,
    gatewayRefundId: null,
    amountPaise,
    status: 'requested',
    blockedBy: null,
    reasonKey: reason,
    reason,
    createdAt: now,
    processedAt: null,
  };
}

function reasonToRefund(payment: Payment, attempt: Attempt): AutomaticReason | undefined {
  if (payment.flags.includes('amount_conflict') || !isExact(payment, attempt)) return 'amount_mismatch';
  const adopted = adoptedAttempt(payment);
  if (adopted === attempt) return payment.closedAs ? 'order_cancelled' : undefined;
  return adopted ? 'duplicate_capture' : 'late_capture';
}

function isExact({ amountPaise }: Payment, attempt: Attempt): boolean {
  return attempt.amountPaise === amountPaise && attempt.currency === 'INR';
}

function isAutomatic({ reasonKey }: Refund): boolean {
  return AUTOMATIC_REASONS.some((reason) => reason === reasonKey);
}
