import type { paymentRefunded } from '@campus/contracts/payment-events';
import type { StoredEvent } from '@campus/outbox/stored-event';
import { counter } from '@campus/telemetry/counter';
import type { z } from 'zod';

const captured = counter('payments_captured_total', 'Payments whose money arrived in the right amount.', {});
const capturedPaise = counter('payments_captured_paise_total', 'That money, in paise.', {});
const closed = counter('payments_closed_total', 'Payments that ended without money: expired, cancelled or failed.', {});
const refunded = counter(
  'payments_refunded_total',
  'Refunds that Razorpay has processed; `stray` money never was the order’s.',
  {
    money: ['order', 'stray'],
  },
);
const refundedPaise = counter('payments_refunded_paise_total', 'The money of those refunds, in paise.', {});

type Refunded = z.infer<(typeof paymentRefunded)['data']>;

/** Counts what happened to money by the events that say so, each when it is published: what was rolled back is never counted. */
export function countPayments({ type, body }: Pick<StoredEvent, 'type' | 'body'>): void {
  const { data }: { data: Refunded } = JSON.parse(body);
  if (type === 'payment.captured') {
    captured.add({});
    capturedPaise.add({}, data.payment.captured_paise);
  }
  if (type === 'payment.closed') closed.add({});
  if (type === 'payment.refunded') {
    refunded.add({ money: data.is_order_money ? 'order' : 'stray' });
    refundedPaise.add({}, data.refund.amount_paise);
  }
}
