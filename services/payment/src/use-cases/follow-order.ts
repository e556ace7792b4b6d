import type { OrderState } from '@campus/contracts/order-state';
import type { Payment } from '../domain/payment.ts';
import { recordFacts } from './record-facts.ts';
import type { Work } from './work.ts';

const LAST_LOOK_MS = 5_000;

/** A UPI order was placed: its payment exists from now on, and what it costs is settled. The job makes the gateway order. */
export async function followPlacedOrder(work: Work, order: OrderState): Promise<void> {
  if (order.payment_method !== 'upi') return;
  const payment = await paymentOf(work, order);
  await recordFacts(work, payment, [{ kind: 'order_placed', userId: order.user_id, amountPaise: order.total_paise }]);
  if (payment.gatewayOrderId === null) work.nudge('orders');
}

/** No money is wanted for the order any more: what came goes back, and what still comes too (R11, R25). */
export async function followCancelledOrder(work: Work, order: OrderState): Promise<void> {
  if (order.payment_method !== 'upi') return;
  const payment = await paymentOf(work, order);
  const as = order.cancellation_reason === 'payment_timeout' ? 'expired' : 'cancelled';
  await recordFacts(work, payment, [{ kind: 'closed', as }]);
  // Money may be on its way while its webhook is lost.
  if (payment.gatewayOrderId !== null && payment.gatewayPaymentId === null) {
    await work.queues.checkLater(payment.id, new Date(work.now.getTime() + LAST_LOOK_MS));
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
