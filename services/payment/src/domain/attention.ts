import type { Flag, Payment } from './payment.ts';

export type Attention =
  | Flag
  | 'amount_mismatch'
  | 'duplicate_capture'
  | 'late_capture'
  | 'refund_failed'
  | 'create_failed';

/** Why a person should look at this payment; empty for nearly all. */
export function attentionOf(payment: Payment): Attention[] {
  const reasons = new Set<Attention>(payment.flags);
  if (payment.closedAs === 'create_failed') reasons.add('create_failed');
  for (const { reasonKey, status } of payment.refunds) {
    if (reasonKey === 'amount_mismatch' || reasonKey === 'duplicate_capture' || reasonKey === 'late_capture') {
      reasons.add(reasonKey);
    }
    if (status === 'failed') reasons.add('refund_failed');
  }
  return [...reasons].sort();
}
