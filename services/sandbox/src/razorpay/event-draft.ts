import type { EventDraft } from '../webhooks/webhook-state.ts';
import type { Order, Payment, RefundEntity } from './razorpay-state.ts';

// Each draft is a copy: an event tells how things stood when it happened, however late it is delivered.

export function paymentEvent(event: string, payment: Payment): EventDraft {
  return { event, payload: { payment: { entity: structuredClone(payment.entity) } } };
}

export function orderPaidEvent(order: Order, payment: Payment): EventDraft {
  const payload = {
    payment: { entity: structuredClone(payment.entity) },
    order: { entity: structuredClone(order.entity) },
  };
  return { event: 'order.paid', payload };
}

export function refundEvent(event: string, subject: { refund: RefundEntity; payment: Payment }): EventDraft {
  const payload = {
    refund: { entity: structuredClone(subject.refund) },
    payment: { entity: structuredClone(subject.payment.entity) },
  };
  return { event, payload };
}
