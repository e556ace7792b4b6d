import type { BlockedRefundFact, FactContext, RefundFact } from './facts.ts';
import { type Payment, REFUND_RANK, type Refund } from './payment.ts';

/** Finds our refund by Razorpay's id or by its receipt, else takes it in as one made elsewhere (dashboard). */
export function mergeRefund(payment: Payment, fact: RefundFact, context: FactContext): Payment {
  const attempt = payment.attempts.find(({ gatewayPaymentId }) => gatewayPaymentId === fact.gatewayPaymentId);
  // Razorpay gives authorised money back by itself: it never was ours, so it is no refund of ours either.
  if (!attempt?.isCaptured) return payment;
  const known = payment.refunds.find(
    ({ id, gatewayRefundId }) =>
      id === fact.receipt || (gatewayRefundId !== null && gatewayRefundId === fact.gatewayRefundId),
  );
  if (!known) return { ...payment, refunds: [...payment.refunds, foreignRefund(fact, context)] };
  const merged = advance(known, fact, context);
  return { ...payment, refunds: payment.refunds.map((refund) => (refund === known ? merged : refund)) };
}

/** Only what Razorpay has not taken on can be blocked. */
export function blockRefund(payment: Payment, { refundId, by }: BlockedRefundFact): Payment {
  const refunds = payment.refunds.map((refund) =>
    refund.id === refundId && refund.status === 'submitted' ? { ...refund, blockedBy: by } : refund,
  );
  return { ...payment, refunds };
}

function advance(refund: Refund, fact: RefundFact, { now }: FactContext): Refund {
  const gatewayRefundId = refund.gatewayRefundId ?? fact.gatewayRefundId;
  if (REFUND_RANK[fact.status] <= REFUND_RANK[refund.status]) return { ...refund, gatewayRefundId };
  const processedAt = fact.status === 'processed' ? now : refund.processedAt;
  return { ...refund, gatewayRefundId, status: fact.status, blockedBy: null, processedAt };
}

function foreignRefund(fact: RefundFact, { now, newId }: FactContext): Refund {
  return {
    id: newId(),
    gatewayPaymentId: fact.gatewayPaymentId,
    gatewayRefundId: fact.gatewayRefundId,
    amountPaise: fact.amountPaise,
    status: fact.status,
    blockedBy: null,
    reasonKey: `gateway:${fact.gatewayRefundId}`,
    reason: 'refunded_at_gateway',
    createdAt: now,
    processedAt: fact.status === 'processed' ? now : null,
  };
}
