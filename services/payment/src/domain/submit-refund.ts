import type { Payment, Refund } from './payment.ts';

/**
 * Marks a refund as on its way. None comes out when Razorpay's last word is known already, or when the bank disputes the payment: then
 * it fails without having been sent, because the bank gives the money back (R26).
 */
export function submitRefund(payment: Payment, refundId: string): { payment: Payment; refund: Refund | undefined } {
  const refund = payment.refunds.find(({ id }) => id === refundId);
  if (!refund || refund.status === 'processed' || refund.status === 'failed') return { payment, refund: undefined };
  if (refund.status !== 'requested') return { payment, refund };
  const isDisputed = payment.flags.includes('dispute');
  const next: Refund = { ...refund, status: isDisputed ? 'failed' : 'submitted' };
  const refunds = payment.refunds.map((one) => (one === refund ? next : one));
  return { payment: { ...payment, refunds }, refund: isDisputed ? undefined : next };
}
