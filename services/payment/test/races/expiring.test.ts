import { randomUUID } from 'node:crypto';
import { eventually } from '@campus/testing/eventually';
import { afterEach, beforeAll, expect, test } from 'vitest';
import { caller, checkedOut, eventsOf, heard, orderNews } from '../support/customer.ts';
import { type Platform, startPlatform } from '../support/platform.ts';

let platform: Platform;
beforeAll(async () => {
  platform = await startPlatform();
});
afterEach(async () => {
  await platform.razorpay.clearFaults();
  await platform.razorpay.settings({ unique_receipt: 'return_same' });
  await platform.razorpay.knobs({ drop: 0 });
});

type Order = Awaited<ReturnType<typeof checkedOut>>;

/** Ordering gives the order so long to live. */
async function waits(order: Order, lifeMs: number): Promise<Date> {
  const expiresAt = new Date(Date.now() + lifeMs);
  await orderNews(platform, order).waits(expiresAt);
  return expiresAt;
}

const rowOf = ({ paymentId }: Order) => platform.db('payments').where({ id: paymentId }).first();

/** So many looks were taken: the one before the last has done what it does. */
const looked = (order: Order, times: number) =>
  eventually(async () => expect((await rowOf(order)).check_tries).toBeGreaterThanOrEqual(times), { timeoutMs: 8_000 });

test.each(['return_same', 'reject'])(
  'R9: an order whose making timed out is made once (repeated receipt: %s)',
  async (unique_receipt) => {
    await platform.razorpay.settings({ unique_receipt });
    await platform.razorpay.fault({ match: '^POST /v1/orders', effect: 'drop_response_after_commit' });
    const customer = caller(platform);
    const wish = { order_id: randomUUID(), amount_paise: 7_700 };
    expect(await customer.post('/internal/payments', wish)).toMatchObject({ status: 503 });

    const payment = await eventually(async () => {
      const { body } = await customer.post('/internal/payments', wish);
      expect(body.payment?.gateway_order_id).toMatch(/^order_/);
      return body.payment;
    });

    const ledger = await platform.razorpay.ledger(payment?.id ?? '');
    expect(ledger).toMatchObject([{ order_id: payment?.gateway_order_id, receipt: payment?.id }]);
  },
);

test('R10: a capture whose webhook was lost is told before the order expires', async () => {
  await platform.razorpay.knobs({ drop: 9 });
  const order = await checkedOut(platform);
  const expiresAt = await waits(order, 4_500);
  await platform.razorpay.checkout(order.gatewayOrderId, 'no_callback');
  const { time } = await heard(platform, 'payment.captured', order.paymentId, 8_000);
  expect(Date.parse(time)).toBeLessThan(expiresAt.getTime());
  expect(eventsOf(platform, order.paymentId)).toEqual(['payment.created', 'payment.captured']);
});

test('R10: the looks begin five seconds before the expiry, or a third of a shorter life', async () => {
  const [long, short] = [await checkedOut(platform), await checkedOut(platform)];
  const leads = [await waits(long, 900_000), await waits(short, 6_000)];
  for (const [index, order] of [long, short].entries()) {
    const row = await eventually(async () => {
      const found = await rowOf(order);
      expect(found.expires_at).toEqual(leads[index]);
      return found;
    });
    const leadMs = row.expires_at.getTime() - row.last_look_at.getTime();
    expect(leadMs).toBe(index === 0 ? 5_000 : Math.ceil((row.expires_at.getTime() - row.created_at.getTime()) / 3));
    // Until then the ordinary looks stay as they were.
    if (index === 0) expect(row.check_at.getTime() - row.created_at.getTime()).toBeLessThanOrEqual(60_000);
  }
});

test('R10: while somebody is paying the order lasts twelve minutes from there, and only once', async () => {
  const order = await checkedOut(platform);
  await waits(order, 1_500);
  const opensAt = Date.now();
  await platform.razorpay.checkout(order.gatewayOrderId, 'created_timeout');
  const { data } = await heard(platform, 'payment.awaited', order.paymentId, 8_000);
  const until = new Date((data as { awaited_until: string }).awaited_until);
  // Razorpay tells whole seconds.
  expect(Math.abs(until.getTime() - opensAt - 12 * 60_000)).toBeLessThan(3_000);
  expect(data).toMatchObject({ payment: { status: 'pending', order_id: order.orderId } });

  await orderNews(platform, order).waits(until, 3);
  await eventually(async () => expect((await rowOf(order)).expires_at).toEqual(until));
  const { check_tries: before } = await rowOf(order);
  const now = platform.db.fn.now();
  const soon = new Date(Date.now() + 2_000);
  await platform
    .db('payments')
    .where({ id: order.paymentId })
    .update({ check_at: now, last_look_at: now, expires_at: soon });
  await looked(order, before + 2);
  expect(eventsOf(platform, order.paymentId)).toEqual(['payment.created', 'payment.awaited']);
});

test('R10: an attempt that Razorpay counts but does not list is waited for too', async () => {
  const order = await checkedOut(platform);
  await platform.razorpay.checkout(order.gatewayOrderId, 'created_timeout');
  await platform.razorpay.fault({
    ...{ match: `^GET /v1/orders/${order.gatewayOrderId}/payments`, effect: 'status', status: 200, times: 9 },
    body: { entity: 'collection', count: 0, items: [] },
  });
  await waits(order, 1_500);
  await heard(platform, 'payment.awaited', order.paymentId, 8_000);
});

test('R10: nobody is waited for when every attempt has failed or none was made', async () => {
  const [failed, untried] = [await checkedOut(platform), await checkedOut(platform)];
  await platform.razorpay.checkout(failed.gatewayOrderId, 'fail:incorrect_pin');
  await Promise.all([waits(failed, 3_000), waits(untried, 3_000)]);
  await Promise.all([looked(failed, 2), looked(untried, 2)]);
  expect(eventsOf(platform, failed.paymentId)).toEqual(['payment.created']);
  expect(eventsOf(platform, untried.paymentId)).toEqual(['payment.created']);
});

test('R10: a look that Razorpay does not answer is repeated before the order expires', async () => {
  await platform.razorpay.knobs({ drop: 9 });
  const order = await checkedOut(platform);
  await platform.razorpay.fault({ match: `^GET /v1/orders/${order.gatewayOrderId}$`, effect: 'status', status: 502 });
  const expiresAt = await waits(order, 7_500);
  await platform.razorpay.checkout(order.gatewayOrderId, 'no_callback');
  const { time } = await heard(platform, 'payment.captured', order.paymentId, 9_000);
  expect(Date.parse(time)).toBeLessThan(expiresAt.getTime());
  expect((await rowOf(order)).check_tries).toBeGreaterThan(1);
});

const IN_THE_END = { captured_paise: 46_000, refunded_paise: 46_000 };

test('R10: expiry and capture at once, whoever comes first, give the money back and tell it once', async () => {
  const orders = await Promise.all(Array.from({ length: 6 }, () => checkedOut(platform)));
  await Promise.all(
    orders.flatMap((order) => [
      orderNews(platform, order).cancelled('payment_timeout'),
      platform.razorpay.checkout(order.gatewayOrderId),
    ]),
  );
  for (const order of orders) {
    await heard(platform, 'payment.refunded', order.paymentId, 10_000);
    expect(await platform.razorpay.ledger(order.paymentId)).toMatchObject([IN_THE_END]);
    const row = await rowOf(order);
    expect(row).toMatchObject({ status: 'refunded', closed_as: 'expired' });
    const wasFirst = row.gateway_payment_id !== null;
    const told = wasFirst ? 'payment.captured' : 'payment.closed';
    expect(eventsOf(platform, order.paymentId)).toEqual(['payment.created', told, 'payment.refunded']);
  }
});

test('R11: a cancellation and a capture at once, whoever comes first, give the money back once', async () => {
  const orders = await Promise.all(Array.from({ length: 6 }, () => checkedOut(platform)));
  await Promise.all(
    orders.flatMap((order) => [
      platform.razorpay.checkout(order.gatewayOrderId),
      orderNews(platform, order).cancelled('customer_request'),
    ]),
  );
  for (const order of orders) {
    await heard(platform, 'payment.refunded', order.paymentId, 10_000);
    expect(await platform.razorpay.ledger(order.paymentId)).toMatchObject([IN_THE_END]);
    expect(await rowOf(order)).toMatchObject({ status: 'refunded', closed_as: 'cancelled' });
    expect(await platform.db('refunds').where({ payment_id: order.paymentId })).toHaveLength(1);
  }
});

test('R11: cancelling a paid order gives everything back, once', async () => {
  const order = await checkedOut(platform);
  await platform.razorpay.checkout(order.gatewayOrderId);
  await heard(platform, 'payment.captured', order.paymentId);
  const news = orderNews(platform, order);

  await Promise.all([news.cancelled(), news.cancelled()]);

  const { data } = await heard(platform, 'payment.refunded', order.paymentId);
  expect(data).toMatchObject({
    payment: { status: 'refunded' },
    refund: { amount_paise: 46_000, reason: 'order_cancelled' },
  });
  expect(await platform.razorpay.ledger(order.paymentId)).toMatchObject([IN_THE_END]);
  await eventually(async () => {
    const { body } = await order.customer.get(`/api/v1/payments/orders/${order.orderId}`);
    expect(body.payment).toMatchObject({ status: 'refunded', refunds: [{ amount: 460, status: 'processed' }] });
  });
  expect(eventsOf(platform, order.paymentId)).toEqual(['payment.created', 'payment.captured', 'payment.refunded']);
});
