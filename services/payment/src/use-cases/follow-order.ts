import type { OrderState } from '@campus/contracts/order-state';
import { lastLookAt } from '../domain/last-look.ts';
import type { Payment } from '../domain/payment.ts';
import { recordFacts } from './record-facts.ts';
import type { Work } from './work.ts';

const LOOK_AFTER_MS = 5_000;

/** A UPI order was placed: its payment exists from now on, and what it costs is settled. The job makes the gateway order. */
export async function followPlacedOrder(work: Work, order: OrderState): Promise<void> {
  if (order.payment_method !== 'upi') return;
  const payment = await paymentOf(work, order);
  await recordFacts(work, payment, [{ kind: 'order_placed', userId: order.user_id, amountPaise: order.total_paise }]);
  if (payment.gatewayOrderId === null) work.nudge('orders');
}

/** The order waits for its money and says until when: shortly before, Razorpay is asked once more (R10). */
export async function followWaitingOrder(work: Work, order: OrderState): Promise<void> {
  const isWaiting = order.payment_method === 'upi' && order.status === 'received' && order.confirmed_at === null;
  if (!isWaiting || order.expires_at === null) return;
  const expires = { kind: 'order_expires', at: new Date(order.expires_at) } as const;
  const payment = await recordFacts(work, await paymentOf(work, order), [expires]);
  const lookAt = lastLookAt(payment);
  if (lookAt && payment.gatewayOrderId !== null) await work.queues.checkLater(payment.id, lookAt);
}

/** No money is wanted for the order any more: what came goes back, and what still comes too (R11, R25). */
export async function followCancelledOrder(work: Work, order: OrderState): Promise<void> {
  if (order.payment_method !== 'upi') return;
  const payment = await paymentOf(work, order);
  const as = order.cancellation_reason === 'payment_timeout' ? 'expired' : 'cancelled';
  await recordFacts(work, payment, [{ kind: 'closed', as }]);
  // Money may be on its way while its webhook is lost.
  if (payment.gatewayOrderId !== null && payment.gatewayPaymentId === null) {
    await work.queues.checkLater(payment.id, new Date(work.now.getTime() + LOOK_AFTER_MS));
  }
}

// The two events may come in any order, and both before or after ordering's own call.
function paymentOf(work: Work, order: OrderState): Promise<Payment> {
  return work.payments.reserve({
    id: work.newId(),
    orderId: order.id,
    userId: order.user_id,
    amountPaise: order.total_paise,
    at: work.now,
  });
}
