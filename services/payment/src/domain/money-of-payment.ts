import type { Attempt, Payment, Refund } from './payment.ts';

/** All money that came, accepted or not. */
export function capturedPaise(payment: Payment): number {
  return sum(payment.attempts.filter((attempt) => attempt.isCaptured));
}

/** All money that went back. */
export function refundedPaise(payment: Payment): number {
  return sum(payment.refunds.filter(isProcessed));
}

/** What came and went for the order itself: money that was never accepted is left out. */
export function acceptedMoney(payment: Payment): { capturedPaise: number; refundedPaise: number } {
  const adopted = adoptedAttempt(payment);
  if (!adopted) return { capturedPaise: 0, refundedPaise: 0 };
  return { capturedPaise: adopted.amountPaise, refundedPaise: sum(refundsOf(payment, adopted).filter(isProcessed)) };
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

function isProcessed({ status }: Refund): boolean {
  return status === 'processed';
}

export function sum(amounts: { amountPaise: number }[]): number {
  return amounts.reduce((total, { amountPaise }) => total + amountPaise, 0);
}
