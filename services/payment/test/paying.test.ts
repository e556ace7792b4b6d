import { eventually } from '@campus/testing/eventually';
import { beforeAll, expect, test } from 'vitest';
import { caller, checkedOut, eventsOf, orderNews } from './support/customer.ts';
import { type Platform, startPlatform } from './support/platform.ts';

let platform: Platform;
beforeAll(async () => {
  platform = await startPlatform();
});

test('a customer pays, and ordering hears of it once', async () => {
  const { customer, orderId, paymentId, gatewayOrderId } = await checkedOut(platform);
  const callback = await platform.razorpay.checkout(gatewayOrderId);

  const verified = await customer.post('/api/v1/payments/verify', callback);

  expect(verified).toEqual({ status: 200, body: { status: 'paid', order_id: orderId } });
  const { data } = await platform.tap.waitFor(
    ({ type, aggregateid }) => type === 'payment.captured' && aggregateid === paymentId,
  );
  expect(data).toMatchObject({
    payment: {
      order_id: orderId,
      status: 'paid',
      captured_paise: 46_000,
      gateway_payment_id: callback.razorpay_payment_id,
    },
  });
  const { body } = await customer.get(`/api/v1/payments/orders/${orderId}`);
  expect(body.payment).toMatchObject({ status: 'paid', amount: 460, key_id: 'rzp_test_campus', refunds: [] });
});

test('nobody sees or verifies the payment of somebody else', async () => {
  const { orderId, gatewayOrderId } = await checkedOut(platform);
  const callback = await platform.razorpay.checkout(gatewayOrderId);
  const stranger = caller(platform);
  expect(await stranger.get(`/api/v1/payments/orders/${orderId}`)).toMatchObject({ status: 404 });
  expect(await stranger.post('/api/v1/payments/verify', callback)).toMatchObject({ status: 404 });
});

test('S71: an admin refund that is sent twice under one key happens once, and is noted once', async () => {
  const { orderId, paymentId, gatewayOrderId } = await checkedOut(platform);
  await platform.razorpay.checkout(gatewayOrderId);
  await platform.tap.waitFor(({ type, aggregateid }) => type === 'payment.captured' && aggregateid === paymentId);
  const admin = caller(platform, 'admin');
  const give = (body: object, key: string) =>
    admin.post(`/api/v1/admin/orders/${orderId}/refund`, body, { 'idempotency-key': key });

  const wish = { amount: 100.5, reason: 'cold food' };
  const both = await Promise.all([give(wish, 'key-1'), give(wish, 'key-1')]);
  const first = both.find(({ status }) => status === 201);
  const inProgress = { status: 409, body: { error: { code: 'REQUEST_IN_PROGRESS' } } };
  expect(first).toMatchObject({ body: { refund: { amount: 100.5, reason: 'cold food' } } });
  for (const other of both) expect(other).toMatchObject(other.status === 409 ? inProgress : { body: first?.body });
  expect(await give(wish, 'key-1')).toEqual(first);
  expect(await give({ reason: 'cold food' }, 'key-1')).toMatchObject({
    status: 422,
    body: { error: { code: 'IDEMPOTENCY_KEY_REUSED' } },
  });
  expect(await give({ amount: 400, reason: 'too much' }, 'key-2')).toMatchObject({
    status: 409,
    body: { error: { code: 'REFUND_EXCEEDS_PAYMENT', details: { refundable: 359.5 } } },
  });
  const { data } = await platform.tap.waitFor(
    ({ type, aggregateid }) => type === 'payment.refunded' && aggregateid === paymentId,
  );
  expect(data).toMatchObject({ payment: { status: 'paid', refunded_paise: 10_050 }, refund: { amount_paise: 10_050 } });
  await eventually(() => {
    const noted = platform.service.logs.filter(
      (line) => line.event === 'refund_requested' && line.order_id === orderId,
    );
    expect(noted).toMatchObject([{ by: expect.any(String), request_id: expect.any(String) }]);
  });
});

test('an admin finds the payment of one order by the id of the order', async () => {
  const [{ orderId, paymentId }] = await Promise.all([checkedOut(platform), checkedOut(platform)]);
  const found = async (query: string) => {
    const { body } = await caller(platform, 'admin').get(`/api/v1/admin/payments?${query}`);
    return [body.payments?.map(({ id }) => id), body.orphans];
  };
  expect(await found(`order_id=${orderId}`)).toEqual([[paymentId], []]);
  expect(await found(`order_id=${orderId}&needs_attention`)).toEqual([[], []]);
  expect(await found(`order_id=${crypto.randomUUID()}`)).toEqual([[], []]);
});

test('only admins refund, and only customers pay', async () => {
  const { customer, orderId } = await checkedOut(platform);
  const refused = { status: 403, body: { error: { code: 'INSUFFICIENT_ROLE' } } };
  expect(await customer.post(`/api/v1/admin/orders/${orderId}/refund`, { reason: 'x' })).toMatchObject(refused);
  expect(await customer.get('/api/v1/admin/payments')).toMatchObject(refused);
  const admin = caller(platform, 'admin');
  expect(await admin.post('/internal/payments', { order_id: orderId, amount_paise: 1_000 })).toMatchObject(refused);
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
