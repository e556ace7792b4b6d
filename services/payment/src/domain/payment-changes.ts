import type { DomainEvent } from '@campus/contracts/event';
import {
  paymentAwaited,
  paymentCaptured,
  paymentClosed,
  paymentCreated,
  paymentRefunded,
} from '@campus/contracts/payment-events';
import type { Payment, Refund } from './payment.ts';
import { paymentStateOf, refundStateOf } from './payment-state.ts';

export interface Decision {
  payment: Payment;
  events: DomainEvent[];
}

type EventMaker = (payment: Payment) => Pick<DomainEvent, 'kind' | 'data'>;

/** What others must hear about a change: one event, and one version, per thing that became true. */
export function announce(before: Payment, after: Payment, now: Date): Decision {
  const events: DomainEvent[] = [];
  let payment = after === before ? before : { ...after, updatedAt: now };
  for (const make of newsBetween(before, after)) {
    payment = { ...payment, version: payment.version + 1 };
    const { id: aggregateId, version: aggregateVersion } = payment;
    events.push({ ...make(payment), aggregateId, aggregateVersion, occurredAt: now });
  }
  return { payment, events };
}

function newsBetween(before: Payment, after: Payment): EventMaker[] {
  const news: EventMaker[] = [];
  const isNew = (key: 'gatewayOrderId' | 'gatewayPaymentId' | 'closedAs' | 'awaitedUntil') =>
    before[key] === null && after[key] !== null;
  if (isNew('gatewayOrderId') && after.closedAs === null) news.push(plain(paymentCreated));
  if (isNew('awaitedUntil')) news.push(awaited);
  if (isNew('gatewayPaymentId')) news.push(plain(paymentCaptured));
  if (isNew('closedAs') && after.gatewayPaymentId === null) news.push(plain(paymentClosed));
  for (const refund of newlyProcessed(before, after)) {
    news.push((payment) => ({
      kind: paymentRefunded,
      data: {
        payment: paymentStateOf(payment),
        refund: refundStateOf(refund),
        is_order_money: refund.gatewayPaymentId === payment.gatewayPaymentId,
      },
    }));
  }
  return news;
}

function plain(kind: typeof paymentCreated): EventMaker {
  return (payment) => ({ kind, data: { payment: paymentStateOf(payment) } });
}

function awaited(payment: Payment): ReturnType<EventMaker> {
  const until = payment.awaitedUntil?.toISOString() ?? '';
  return { kind: paymentAwaited, data: { payment: paymentStateOf(payment), awaited_until: until } };
}

function newlyProcessed(before: Payment, after: Payment): Refund[] {
  const known = new Set(before.refunds.filter(({ processedAt }) => processedAt !== null).map(({ id }) => id));
  return after.refunds.filter(({ id, processedAt }) => processedAt !== null && !known.has(id));
}
