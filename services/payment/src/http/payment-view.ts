import type { AdminPaymentView, MismatchView, PaymentView, RefundView } from '@campus/contracts/payments-api';
import { rupeesFromPaise } from '@campus/money/money';
import { attentionOf } from '../domain/attention.ts';
import type { Mismatch } from '../domain/mismatch.ts';
import { capturedPaise, refundablePaise, refundedPaise } from '../domain/money-of-payment.ts';
import type { Attempt, Payment, Refund } from '../domain/payment.ts';
import { publicStatusOf } from '../domain/payment-status.ts';

export function paymentViewOf(payment: Payment, keyId: string): PaymentView {
  return { ...commonView(payment), key_id: keyId };
}

export function adminPaymentViewOf(payment: Payment, mismatches: Mismatch[]): AdminPaymentView {
  return {
    ...commonView(payment),
    refunds: payment.refunds.map(adminRefundViewOf),
    attempts: payment.attempts.map((attempt) => attemptViewOf(payment, attempt)),
    user_id: payment.userId,
    gateway_payment_id: payment.gatewayPaymentId,
    captured: rupeesFromPaise(capturedPaise(payment)),
    refunded: rupeesFromPaise(refundedPaise(payment)),
    needs_attention: attentionOf(payment),
    mismatches: mismatches.filter(({ paymentId }) => paymentId === payment.id).map(mismatchViewOf),
    captured_at: payment.capturedAt?.toISOString() ?? null,
    updated_at: payment.updatedAt.toISOString(),
  };
}

export function refundViewOf(refund: Refund): RefundView {
  return {
    id: refund.id,
    amount: rupeesFromPaise(refund.amountPaise),
    status: refund.status,
    reason: refund.reason,
    created_at: refund.createdAt.toISOString(),
    processed_at: refund.processedAt?.toISOString() ?? null,
  };
}

export function mismatchViewOf(mismatch: Mismatch): MismatchView {
  return {
    id: mismatch.id,
    kind: mismatch.kind,
    payment_id: mismatch.paymentId,
    gateway_payment_id: mismatch.gatewayPaymentId,
    gateway_order_id: mismatch.gatewayOrderId,
    gateway_amount: rupeesFromPaise(mismatch.gatewayPaise),
    known_amount: rupeesFromPaise(mismatch.knownPaise),
    found_at: mismatch.foundAt.toISOString(),
  };
}

function adminRefundViewOf(refund: Refund): AdminPaymentView['refunds'][number] {
  return { ...refundViewOf(refund), gateway_payment_id: refund.gatewayPaymentId, blocked_by: refund.blockedBy };
}

function attemptViewOf(payment: Payment, attempt: Attempt): AdminPaymentView['attempts'][number] {
  return {
    gateway_payment_id: attempt.gatewayPaymentId,
    status: attempt.status,
    amount: rupeesFromPaise(attempt.amountPaise),
    currency: attempt.currency,
    is_captured: attempt.isCaptured,
    refundable: rupeesFromPaise(refundablePaise(payment, attempt)),
  };
}

function commonView(payment: Payment): Omit<PaymentView, 'key_id'> {
  return {
    id: payment.id,
    order_id: payment.orderId,
    status: publicStatusOf(payment),
    amount: rupeesFromPaise(payment.amountPaise),
    currency: 'INR',
    gateway_order_id: payment.gatewayOrderId,
    created_at: payment.createdAt.toISOString(),
    refunds: payment.refunds.map(refundViewOf),
  };
}
