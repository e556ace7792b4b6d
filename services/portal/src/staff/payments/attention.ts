import type { AdminPaymentView } from '@campus/contracts/payments-api';

type Refund = AdminPaymentView['refunds'][number];
type Payment = Pick<AdminPaymentView, 'needs_attention' | 'attempts' | 'refunds' | 'gateway_payment_id'>;

/** A refund that the bank did not take, and how much of it can be sent again. */
export interface FailedRefund {
  refund: Refund;
  amount: number;
}

// Money that never counted for its order: it goes back by itself.
const HEALING = ['amount_mismatch', 'late_capture', 'duplicate_capture'];

/** Nothing is left to do: all that was too much has arrived where it came from. */
export function isSettled({ needs_attention, attempts, refunds, gateway_payment_id: own }: Payment): boolean {
  if (!needs_attention.every((reason) => HEALING.includes(reason))) return false;
  return attempts
    .filter(({ is_captured, gateway_payment_id: id }) => is_captured && id !== own)
    .every((attempt) => {
      const ofIt = refunds.filter((refund) => refund.gateway_payment_id === attempt.gateway_payment_id);
      return attempt.refundable === 0 && ofIt.every(({ status }) => status === 'processed' || status === 'failed');
    });
}

/** The failed refunds that nobody has made good: the newest of each payment at the gateway, because a repetition replaces it. */
export function failedRefunds({ attempts, refunds }: Payment): FailedRefund[] {
  return attempts.flatMap(({ gateway_payment_id: id, refundable }) => {
    const refund = refunds.filter((one) => one.gateway_payment_id === id && isOpen(one, refunds)).at(-1);
    return refund && refundable > 0 ? [{ refund, amount: Math.min(refund.amount, refundable) }] : [];
  });
}

function isOpen(failed: Refund, refunds: readonly Refund[]): boolean {
  if (failed.status !== 'failed') return false;
  const later = refunds
    .slice(refunds.indexOf(failed) + 1)
    .filter((one) => one.gateway_payment_id === failed.gateway_payment_id && one.status !== 'failed');
  return inPaise(later.map(({ amount }) => amount)) < inPaise([failed.amount]);
}

function inPaise(rupees: readonly number[]): number {
  return rupees.reduce((sum, amount) => sum + Math.round(amount * 100), 0);
}
