import type { Flag, Payment, Refund, RefundBlock } from './payment.ts';

export type Attention =
  | Flag
  | RefundBlock
  | 'amount_mismatch'
  | 'duplicate_capture'
  | 'late_capture'
  | 'refund_failed'
  | 'create_failed';

/** Why a person should look at this payment; empty for nearly all. */
export function attentionOf(payment: Payment): Attention[] {
  const reasons = new Set<Attention>(payment.flags);
  if (payment.closedAs === 'create_failed') reasons.add('create_failed');
  for (const refund of payment.refunds) for (const reason of attentionToRefund(payment, refund)) reasons.add(reason);
  return [...reasons].sort();
}

function attentionToRefund(payment: Payment, refund: Refund): Attention[] {
  const { reasonKey, status, blockedBy } = refund;
  const reasons: Attention[] = [];
  if (reasonKey === 'amount_mismatch' || reasonKey === 'duplicate_capture' || reasonKey === 'late_capture') {
    reasons.push(reasonKey);
  }
  if (blockedBy !== null && status === 'submitted') reasons.push(blockedBy);
  if (status === 'failed' && !isMadeGood(payment, refund)) reasons.push('refund_failed');
  return reasons;
}

/** A later refund of the same money takes a failed one's place; while that one is on its way there is nothing to do either. */
function isMadeGood({ refunds }: Payment, failed: Refund): boolean {
  const later = refunds.slice(refunds.indexOf(failed) + 1);
  const ofSameMoney = later.filter(
    ({ gatewayPaymentId, status }) => gatewayPaymentId === failed.gatewayPaymentId && status !== 'failed',
  );
  return ofSameMoney.reduce((total, { amountPaise }) => total + amountPaise, 0) >= failed.amountPaise;
}
