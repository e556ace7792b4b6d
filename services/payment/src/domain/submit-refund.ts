import type { Payment, Refund } from './payment.ts';

/** Marks a refund as on its way. None comes out when Razorpay's last word is known already. */
export function submitRefund(payment: Payment, refundId: string): { payment: Payment; refund: Refund | undefined } {
  const refund = payment.refunds.find(({ id }) => id === refundId);
  if (!refund || refund.status === 'processed' || refund.status === 'failed') return { payment, refund: undefined };
  if (refund.status !== 'requested') return { payment, refund };
  const submitted: Refund = { ...refund, status: 'submitted' };
  const refunds = payment.refunds.map((one) => (one === refund ? submitted : one));
  return { payment: { ...payment, refunds }, refund: submitted };
}
