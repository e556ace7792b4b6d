import { orderAnswer, orderStatusAnswer } from '@campus/contracts/orders-api';
import { paymentAnswer, verifyPaymentAnswer } from '@campus/contracts/payments-api';
import { inRupees } from './in-rupees.ts';
import type { Stage } from './stage.ts';
import type { Lunch } from './student.ts';
import { until } from './until.ts';

/** Pays by UPI, with the mishaps the wish asks for, and waits until the order counts as paid. */
export async function pay(stage: Stage, lunch: Lunch): Promise<void> {
  const { timeline, pocket } = stage;
  const { wish, student } = lunch;
  const gatewayOrderId = lunch.gatewayOrderId ?? (await comeByItself(stage, lunch));
  lunch.gatewayOrderId = gatewayOrderId;

  if (wish.twist === 'wrong pin first') {
    await timeline.step(
      wish.name,
      (reason) => `pays and fails: ${reason}`,
      () => pocket.failToPay(gatewayOrderId),
    );
  }
  timeline.mark(`confirmed ${student.id}`);
  const since = performance.now();
  if (wish.twist === 'app dies while paying') {
    await timeline.step(wish.name, 'pays, and the app dies', () => pocket.payAndLoseTheApp(gatewayOrderId));
  } else {
    const callback = await timeline.step(wish.name, 'pays in the UPI app', () => pocket.pay(gatewayOrderId));
    await timeline.step(
      wish.name,
      ({ status }) => `hands over the receipt: ${status}`,
      () => student.ask('POST', '/api/v1/payments/verify', verifyPaymentAnswer, callback),
    );
  }
  await paymentStatus(lunch, 'paid');
  timeline.tell(wish.name, 'has paid, says the order', since);
}

/** Changes the mind after paying, and gets the money back. */
export async function cancel({ timeline }: Stage, lunch: Lunch): Promise<void> {
  const { wish, student, order } = lunch;
  const since = performance.now();
  timeline.mark(`cancelled ${order.id}`);
  await timeline.step(wish.name, `cancels ${order.order_number}`, () =>
    student.ask('POST', `/api/v1/orders/${order.id}/cancel`, orderAnswer, {}),
  );
  await paymentStatus(lunch, 'refunded');
  timeline.tell(wish.name, `has ${inRupees(order.total)} back, says the order`, since);
}

/** Payment was not ready when the order was: it appears by itself. */
function comeByItself({ timeline }: Stage, { wish, student, order }: Lunch): Promise<string> {
  const path = `/api/v1/payments/orders/${order.id}`;
  return timeline.step(wish.name, 'waits for the payment to be opened', () =>
    until(`a payment for ${order.order_number}`, async () => {
      const { payment } = await student.ask('GET', path, paymentAnswer);
      return payment.gateway_order_id ?? undefined;
    }),
  );
}

async function paymentStatus({ student, order }: Lunch, wanted: string): Promise<void> {
  await until(`${order.order_number} with payment status "${wanted}"`, async () => {
    const path = `/api/v1/orders/${order.id}/status`;
    const { payment_status } = await student.ask('GET', path, orderStatusAnswer);
    return payment_status === wanted ? true : undefined;
  });
}
