import type { Sandbox } from '../sandbox.ts';
import { emitEvents } from '../webhooks/emit-events.ts';
import { autoRefund } from './auto-refund.ts';
import { getOrder } from './find-entities.ts';
import { authorizePayment, capturePayment, failPayment } from './payment-life.ts';
import type { Order, Payment } from './razorpay-state.ts';

const MINUTE_MS = 60_000;

/** An authorised payment nobody captures is given back after the manual expiry period. */
export function settleLater(sandbox: Sandbox, { order, payment }: { order: Order; payment: Payment }): void {
  const ageMs = sandbox.timers.elapsedMs() - payment.openedAtMs;
  const leftMs = Math.max(0, order.capture.manualExpiryMinutes * MINUTE_MS - ageMs);
  sandbox.timers.after(leftMs, () => {
    if (payment.entity.status === 'authorized') autoRefund(sandbox, payment);
  });
}

/** The bank stays silent: the payment fails after `timeoutMs` and, with `lateAfterMs`, is authorised after all. */
export function timeOutLater(
  sandbox: Sandbox,
  payment: Payment,
  { timeoutMs, lateAfterMs }: { timeoutMs: number; lateAfterMs?: number },
): void {
  sandbox.timers.after(timeoutMs, () => {
    emitEvents(sandbox, failPayment(payment, 'payment_timed_out'));
    if (lateAfterMs !== undefined) sandbox.timers.after(lateAfterMs, () => authorizeLate(sandbox, payment));
  });
}

/** Money that arrives after its time: captured if still in the window, given back if the order is paid already. */
export function authorizeLate(sandbox: Sandbox, payment: Payment) {
  const order = getOrder(sandbox, payment.entity.order_id);
  const authorized = authorizePayment(sandbox, payment);
  const ageMs = sandbox.timers.elapsedMs() - payment.openedAtMs;
  const inTime = ageMs <= order.capture.automaticExpiryMinutes * MINUTE_MS;
  if (order.entity.status === 'paid') {
    emitEvents(sandbox, authorized);
    autoRefund(sandbox, payment);
  } else if (inTime && order.capture.automatic === 'automatic') {
    emitEvents(sandbox, [...authorized, ...capturePayment(order, payment)]);
  } else {
    emitEvents(sandbox, authorized);
    settleLater(sandbox, { order, payment });
  }
}
