import type { PaymentState } from '@campus/contracts/payment-events';
import { acceptedMoney } from './money-of-payment.ts';
import type { Payment, Refund } from './payment.ts';
import { publicStatusOf } from './payment-status.ts';

/**
 * A payment as its events carry it. Captured and refunded are the order's own money: what came twice, too late or in the wrong
 * amount goes back without ever having counted, although each refund of it is told too.
 */
export function paymentStateOf(payment: Payment): PaymentState {
  const { capturedPaise, refundedPaise } = acceptedMoney(payment);
  return {
    id: payment.id,
    order_id: payment.orderId,
    user_id: payment.userId,
    amount_paise: payment.amountPaise,
    currency: 'INR',
    status: publicStatusOf(payment),
    gateway_order_id: payment.gatewayOrderId,
    gateway_payment_id: payment.gatewayPaymentId,
    captured_paise: capturedPaise,
    refunded_paise: refundedPaise,
    refunds: payment.refunds.map(refundStateOf),
    captured_at: payment.capturedAt?.toISOString() ?? null,
    created_at: payment.createdAt.toISOString(),
    updated_at: payment.updatedAt.toISOString(),
    version: payment.version,
  };
}

export function refundStateOf(refund: Refund): PaymentState['refunds'][number] {
  return {
    id: refund.id,
    amount_paise: refund.amountPaise,
    status: refund.status,
    reason: refund.reason,
    created_at: refund.createdAt.toISOString(),
    processed_at: refund.processedAt?.toISOString() ?? null,
  };
}
