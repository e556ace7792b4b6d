import type { PaymentState } from '@campus/contracts/payment-events';
import { cancel } from '../domain/advance.ts';
import { businessDayAt } from '../domain/opening.ts';
import { type Decision, followedBy, type Order, SYSTEM, unchanged } from '../domain/order.ts';
import { capture, expectPayment, postponeExpiry, refund } from '../domain/payment.ts';
import { record } from './record.ts';
import type { Work } from './work.ts';

/** The gateway knows the order now, so its time to live starts. */
export async function startTimeToLive(work: Work, payment: PaymentState): Promise<void> {
  const order = await work.orders.lock(payment.order_id);
  const { unpaidOrderTtlSeconds } = await work.settings.current();
  const expiresAt = new Date(Date.parse(payment.created_at) + unpaidOrderTtlSeconds * 1000);
  await record(work, expectPayment(order, { gatewayOrderId: payment.gateway_order_id ?? '', expiresAt, at: work.now }));
}

/** Somebody is paying while the order's time runs out: it lasts until that payment has ended. */
export async function waitForAttempt(work: Work, payment: PaymentState, awaitedUntil: Date): Promise<void> {
  const order = await work.orders.lock(payment.order_id);
  await record(work, postponeExpiry(order, { awaitedUntil, at: work.now }));
}

/** The money arrived: the order counts from here on. */
export async function confirmByPayment(work: Work, payment: PaymentState): Promise<void> {
  const order = await work.orders.lock(payment.order_id);
  await record(work, await captured(work, order, payment));
}

/** The gateway gave money back. That it had come may be heard later than that it went: its capture is part of the same news. */
export async function noteRefund(work: Work, payment: PaymentState): Promise<void> {
  const order = await work.orders.lock(payment.order_id);
  const isOwnMoney = payment.captured_paise === order.totalPaise;
  const before = isOwnMoney ? await captured(work, order, payment) : unchanged(order);
  const news = { refundedPaise: payment.refunded_paise, at: work.now };
  await record(
    work,
    followedBy(before, (next) => refund(next, news)),
  );
}

async function captured(work: Work, order: Order, payment: PaymentState): Promise<Decision> {
  const day = businessDayAt(await work.settings.current(), work.now);
  return capture(order, { capturedPaise: payment.captured_paise, day, at: work.now });
}

/** The payment is closed. Mostly because the order was cancelled; if not, the gateway refuses it and it can never be paid. */
export async function giveUpUnpayable(work: Work, payment: PaymentState): Promise<void> {
  const order = await work.orders.lock(payment.order_id);
  if (order.status !== 'received' || order.confirmedAt !== null) return;
  await record(work, cancel(order, { by: SYSTEM, at: work.now, reason: 'payment_refused' }));
}
