import { eventually } from '@campus/testing/eventually';
import { beforeAll, expect, test } from 'vitest';
import { caller, checkedOut, eventsOf, orderNews } from './support/customer.ts';
import { type Platform, startPlatform } from './support/platform.ts';

let platform: Platform;
beforeAll(async () => {
  platform = await startPlatform();
});

test('webhook, verify, poll and copies of each at once make one paid payment and one event', async () => {
  await platform.razorpay.knobs({ hold: true, duplicate: 2 });
  const { customer, paymentId, gatewayOrderId } = await checkedOut(platform);
  const callback = await platform.razorpay.checkout(gatewayOrderId);
  await platform.db('payments').where({ id: paymentId }).update({ check_at: platform.db.fn.now() });

  const verify = () => customer.post('/api/v1/payments/verify', callback);
  const answers = await Promise.all([verify(), platform.razorpay.release(), verify(), verify()]);

  expect(answers.map((answer) => (answer as { body?: object }).body).filter(Boolean)).toEqual(
    Array(3).fill(expect.objectContaining({ status: 'paid' })),
  );
  await eventually(async () => {
    const open = await platform.db('webhook_inbox').whereNull('processed_at');
    expect(open).toEqual([]);
    const stored = await platform.db('webhook_inbox').where({ outcome: 'applied' });
    expect(stored).toHaveLength(3);
  });
  await platform.tap.waitFor(({ type, aggregateid }) => type === 'payment.captured' && aggregateid === paymentId);
  expect(await platform.db('payments').where({ id: paymentId })).toMatchObject([{ status: 'paid', version: 2 }]);
  expect(eventsOf(platform, paymentId)).toEqual(['payment.created', 'payment.captured']);
  await platform.razorpay.knobs({ duplicate: 0 });
});

test('ordering, its event and its repeats at once make one order at Razorpay', async () => {
  const customer = caller(platform);
  const orderId = crypto.randomUUID();
  const news = orderNews(platform, { customer, orderId, amountPaise: 12_300 });
  const open = () => customer.post('/internal/payments', { order_id: orderId, amount_paise: 12_300 });

  const [, ...answers] = await Promise.all([news.placed(), open(), open(), open(), open()]);

  const payments = answers.map(({ body }) => body.payment);
  expect(new Set(payments.map((payment) => payment?.gateway_order_id)).size).toBe(1);
  const paymentId = payments[0]?.id ?? '';
  expect(await platform.razorpay.ledger(paymentId)).toHaveLength(1);
  await platform.tap.waitFor(({ type, aggregateid }) => type === 'payment.created' && aggregateid === paymentId);
  expect(eventsOf(platform, paymentId)).toEqual(['payment.created']);
});

test('a refund by an admin and a cancellation at once never give back more than came', async () => {
  const order = await checkedOut(platform);
  await platform.razorpay.checkout(order.gatewayOrderId);
  await platform.tap.waitFor(({ type, aggregateid }) => type === 'payment.captured' && aggregateid === order.paymentId);
  const admin = caller(platform, 'admin');
  const give = () => admin.post(`/api/v1/admin/orders/${order.orderId}/refund`, { amount: 300, reason: 'cold food' });

  const [first, second] = await Promise.all([give(), give(), orderNews(platform, order).cancelled()]);

  expect([first.status, second.status].sort()).not.toEqual([201, 201]);
  await eventually(async () => {
    const [line] = await platform.razorpay.ledger(order.paymentId);
    expect(line).toMatchObject({ captured_paise: 46_000, refunded_paise: 46_000 });
    expect(await platform.db('payments').where({ id: order.paymentId }).first()).toMatchObject({ status: 'refunded' });
  });
});

test('two replicas share the work', async () => {
  const replica = await platform.startReplica();
  const orders = await Promise.all(Array.from({ length: 6 }, () => checkedOut(platform, 5_000)));
  await Promise.all(orders.map(({ gatewayOrderId }) => platform.razorpay.checkout(gatewayOrderId)));
  await Promise.all(orders.map((order) => orderNews(platform, order).cancelled()));
  await eventually(async () => {
    for (const { paymentId } of orders) {
      const [line] = await platform.razorpay.ledger(paymentId);
      expect(line).toMatchObject({ captured_paise: 5_000, refunded_paise: 5_000 });
      expect(eventsOf(platform, paymentId).at(-1)).toBe('payment.refunded');
    }
  });
  for (const { paymentId } of orders) {
    const events = eventsOf(platform, paymentId);
    expect(new Set(events).size).toBe(events.length);
  }
  await replica.stop();
});
