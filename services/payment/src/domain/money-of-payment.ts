import type { Attempt, Payment, Refund } from './payment.ts';

export function capturedPaise(payment: Payment): number {
  return sum(payment.attempts.filter((attempt) => attempt.isCaptured));
}

export function refundedPaise(payment: Payment): number {
  return sum(payment.refunds.filter((refund) => refund.status === 'processed'));
}

export function refundsOf(payment: Payment, { gatewayPaymentId }: Pick<Attempt, 'gatewayPaymentId'>): Refund[] {
  return payment.refunds.filter((refund) => refund.gatewayPaymentId === gatewayPaymentId);
}

/** What of a captured attempt is neither given back nor on its way back. */
export function refundablePaise(payment: Payment, attempt: Attempt): number {
  if (!attempt.isCaptured) return 0;
  return Math.max(
    0,
    attempt.amountPaise - sum(refundsOf(payment, attempt).filter(({ status }) => status !== 'failed')),
  );
}

export function adoptedAttempt(payment: Payment): Attempt | undefined {
  return payment.attempts.find(({ gatewayPaymentId }) => gatewayPaymentId === payment.gatewayPaymentId);
}

function sum(amounts: { amountPaise: number }[]): number {
  return amounts.reduce((total, { amountPaise }) => total + amountPaise, 0);
}
