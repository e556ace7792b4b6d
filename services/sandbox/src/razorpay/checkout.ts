import { createHmac } from 'node:crypto';
import { z } from 'zod';
import type { Sandbox } from '../sandbox.ts';
import { emitEvents } from '../webhooks/emit-events.ts';
import { authorizeLate, settleLater, timeOutLater } from './capture-timers.ts';
import { failureOf, forcedFailure } from './failure-reasons.ts';
import { getOrder } from './find-entities.ts';
import { authorizePayment, capturePayment, failPayment, openPayment } from './payment-life.ts';
import { badRequest, razorpayErrorBody } from './razorpay-error.ts';
import type { Order, Payment } from './razorpay-state.ts';

const OUTCOMES = [
  ...['success', 'fail_then_success_same_payment', 'authorize_only', 'created_timeout'],
  ...['late_auth', 'second_capture_same_order', 'amount_mismatch', 'no_callback'],
] as const;

export const checkoutSchema = z.strictObject({
  order_id: z.string(),
  outcome: z.union([z.enum(OUTCOMES), z.string().regex(/^fail(:\w+)?$/)]).default('success'),
  /** Provider time from failure to late success (fail_then_success_same_payment, late_auth). */
  delay_ms: z.number().int().min(0).default(60_000),
  /** Provider time until an unanswered payment fails (created_timeout, late_auth). */
  timeout_ms: z.number().int().min(0).default(600_000),
  /** What amount_mismatch pays; otherwise the amount of the order. */
  amount: z.number().int().min(1).optional(),
  vpa: z.string().default('success@razorpay'),
});

export type Checkout = z.output<typeof checkoutSchema>;

/** One visit of a customer to the checkout sheet. Returns what the sheet would hand to the app. */
export function checkOut(sandbox: Sandbox, checkout: Checkout): object {
  const order = getOrder(sandbox, checkout.order_id);
  refuseBusyOrder(order, checkout);
  const attempt = { amount: amountOf(order, checkout), vpa: checkout.vpa };
  const [kind = '', reason = 'payment_failed'] = checkout.outcome.split(':');
  const forced = forcedFailure(attempt);
  if (kind === 'fail' || forced) {
    return endFailed(sandbox, openPayment(sandbox, order, attempt), kind === 'fail' ? reason : (forced ?? reason));
  }
  if (kind === 'second_capture_same_order' && order.entity.status !== 'paid') {
    pay(sandbox, order, openPayment(sandbox, order, attempt));
  }
  return play(sandbox, { order, payment: openPayment(sandbox, order, attempt), checkout });
}

function play(
  sandbox: Sandbox,
  { order, payment, checkout }: { order: Order; payment: Payment; checkout: Checkout },
): object {
  switch (checkout.outcome) {
    case 'no_callback':
      pay(sandbox, order, payment);
      return {};
    case 'authorize_only':
      emitEvents(sandbox, authorizePayment(sandbox, payment));
      settleLater(sandbox, { order, payment });
      return callbackOf(sandbox, payment);
    case 'created_timeout':
      timeOutLater(sandbox, payment, { timeoutMs: checkout.timeout_ms });
      return failureAnswer(payment, 'payment_timed_out');
    case 'late_auth':
      timeOutLater(sandbox, payment, { timeoutMs: checkout.timeout_ms, lateAfterMs: checkout.delay_ms });
      return failureAnswer(payment, 'payment_timed_out');
    case 'fail_then_success_same_payment':
      sandbox.timers.after(checkout.delay_ms, () => authorizeLate(sandbox, payment));
      return endFailed(sandbox, payment, 'incorrect_pin');
    default:
      pay(sandbox, order, payment);
      return callbackOf(sandbox, payment);
  }
}

function pay(sandbox: Sandbox, order: Order, payment: Payment) {
  const authorized = authorizePayment(sandbox, payment);
  if (order.capture.automatic === 'automatic') {
    emitEvents(sandbox, [...authorized, ...capturePayment(order, payment)]);
  } else {
    emitEvents(sandbox, authorized);
    settleLater(sandbox, { order, payment });
  }
}

function endFailed(sandbox: Sandbox, payment: Payment, reason: string): object {
  emitEvents(sandbox, failPayment(payment, reason));
  return failureAnswer(payment, reason);
}

function failureAnswer(payment: Payment, reason: string): object {
  const metadata = { payment_id: payment.entity.id, order_id: payment.entity.order_id };
  const { description, ...fields } = failureOf(reason);
  return razorpayErrorBody(description, { ...fields, reason, metadata });
}

function callbackOf(sandbox: Sandbox, { entity }: Payment): object {
  const signed = createHmac('sha256', sandbox.config.RAZORPAY_KEY_SECRET).update(`${entity.order_id}|${entity.id}`);
  return {
    razorpay_payment_id: entity.id,
    razorpay_order_id: entity.order_id,
    razorpay_signature: signed.digest('hex'),
  };
}

function amountOf(order: Order, { outcome, amount }: Checkout): number {
  if (outcome === 'amount_mismatch') return amount ?? order.entity.amount - 1;
  return order.entity.amount;
}

function refuseBusyOrder(order: Order, { outcome }: Checkout) {
  if (outcome === 'second_capture_same_order') return;
  if (order.entity.status === 'paid') {
    throw badRequest('Payment already done for this order.', { reason: 'order_already_paid' });
  }
  const authorized = order.payments.some((payment) => payment.entity.status === 'authorized');
  if (authorized) throw badRequest('Another payment of this order is authorized.', { reason: 'payment_in_progress' });
}
