import type { AdminPaymentView, PaymentView, RefundView } from '@campus/contracts/payments-api';
import { rupeesFromPaise } from '@campus/money/money';
import { attentionOf } from '../domain/attention.ts';
import { capturedPaise, refundedPaise } from '../domain/money-of-payment.ts';
import type { Payment, Refund } from '../domain/payment.ts';
import { publicStatusOf } from '../domain/payment-status.ts';

export function paymentViewOf(payment: Payment, keyId: string): PaymentView {
  return { ...commonView(payment), key_id: keyId };
}

export function adminPaymentViewOf(payment: Payment): AdminPaymentView {
  return {
    ...commonView(payment),
    user_id: payment.userId,
    gateway_payment_id: payment.gatewayPaymentId,
    captured: rupeesFromPaise(capturedPaise(payment)),
    refunded: rupeesFromPaise(refundedPaise(payment)),
    needs_attention: attentionOf(payment),
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
