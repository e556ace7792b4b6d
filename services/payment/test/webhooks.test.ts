import { createHmac, randomUUID } from 'node:crypto';
import { orderPlaced } from '@campus/contracts/order-events';
import { publishEvent, readDeadLetters } from '@campus/testing/broker';
import { eventually } from '@campus/testing/eventually';
import { beforeAll, expect, test } from 'vitest';
import { checkedOut, eventsOf, orderNews } from './support/customer.ts';
import { KEY_SECRET, OLD_WEBHOOK_SECRET, type Platform, startPlatform, WEBHOOK_SECRET } from './support/platform.ts';

let platform: Platform;
beforeAll(async () => {
  platform = await startPlatform();
});

const sign = (body: string, secret = WEBHOOK_SECRET) => createHmac('sha256', secret).update(body).digest('hex');

async function deliver(body: string, headers: Record<string, string | undefined>) {
  const url = new URL('/api/v1/payments/webhook', platform.service.url);
  const answer = await fetch(url, {
    method: 'POST',
    body,
    headers: { 'content-type': 'application/json', ...headers },
  });
  return { status: answer.status, body: (await answer.json()) as { error?: { code: string } } };
}

const hasEvent = (name: string, id: string) =>
  platform.tap.waitFor(({ type, aggregateid }) => type === name && aggregateid === id);

test('only bytes signed with one of the secrets are heard', async () => {
  const body = '{"event":"payment.downtime.started","payload":{},"d":"\\u20b9 \\/"}';
  const known = { 'x-razorpay-event-id': randomUUID() };
  for (const headers of [
    {},
    { 'x-razorpay-signature': '' },
    { 'x-razorpay-signature': sign(body).toUpperCase() },
    { 'x-razorpay-signature': sign(body, KEY_SECRET) },
    { 'x-razorpay-signature': sign(JSON.stringify(JSON.parse(body))) },
    { 'x-razorpay-signature': `${sign(body)}, ${sign(body)}` },
  ]) {
    const answer = await deliver(body, { ...known, ...headers });
    expect(answer).toMatchObject({ status: 401, body: { error: { code: 'INVALID_SIGNATURE' } } });
  }
  expect(await platform.db('webhook_inbox')).toEqual([]);

  const old = await deliver(body, { ...known, 'x-razorpay-signature': sign(body, OLD_WEBHOOK_SECRET) });
  expect(old.status).toBe(200);
  await eventually(async () => {
    expect(await platform.db('webhook_inbox')).toMatchObject([
      { outcome: 'ignored', detail: 'payment.downtime.started' },
    ]);
  });
});

test('authentic deliveries that say nothing to us are taken, too large ones are not', async () => {
  for (const body of ['not json', '{}', '[]', '{"event":"x","payload":{"payment":{"entity":{"id":1}}}}']) {
    const answer = await deliver(body, { 'x-razorpay-signature': sign(body), 'x-razorpay-event-id': randomUUID() });
    expect(answer.status).toBe(200);
  }
  const huge = 'x'.repeat(1_000_001);
  const answer = await deliver(huge, { 'x-razorpay-signature': sign(huge) });
  expect(answer).toMatchObject({ status: 413, body: { error: { code: 'PAYLOAD_TOO_LARGE' } } });
});

test('a captured delivery sent again under a new event id changes nothing', async () => {
  const { paymentId, gatewayOrderId } = await checkedOut(platform);
  await platform.razorpay.checkout(gatewayOrderId);
  await hasEvent('payment.captured', paymentId);
  const before = await eventually(async () => {
    const stored = await platform.db('webhook_inbox').where({ outcome: 'applied' });
    expect(stored).toHaveLength(3);
    return stored.length;
  });
  const deliveries = await platform.razorpay.deliveries();
  for (const { event_id } of deliveries) await platform.razorpay.replay(event_id);
  await eventually(async () => {
    const now = await platform.razorpay.deliveries();
    expect(now.filter(({ state }) => state === 'delivered')).toHaveLength(2 * deliveries.length);
  });
  expect(await platform.db('webhook_inbox').where({ outcome: 'applied' })).toHaveLength(before);
  expect(eventsOf(platform, paymentId)).toEqual(['payment.created', 'payment.captured']);
});

test('a payment that failed and then succeeds under the same id pays the order', async () => {
  const { customer, orderId, paymentId, gatewayOrderId } = await checkedOut(platform);
  await platform.razorpay.checkout(gatewayOrderId, 'fail_then_success_same_payment');
  await eventually(async () => {
    const [attempt] = await platform.db('payment_attempts').where({ payment_id: paymentId });
    expect(attempt).toMatchObject({ status: 'failed' });
  });
  const { body } = await customer.get(`/api/v1/payments/orders/${orderId}`);
  expect(body.payment?.status).toBe('pending');
  await platform.razorpay.advance(61_000);
  await hasEvent('payment.captured', paymentId);
});

test('money that comes after the cancellation goes back and never revives the order', async () => {
  const order = await checkedOut(platform);
  await orderNews(platform, order).cancelled('payment_timeout');
  await hasEvent('payment.closed', order.paymentId);
  const callback = await platform.razorpay.checkout(order.gatewayOrderId);
  const answer = await order.customer.post('/api/v1/payments/verify', callback);
  expect(answer).toMatchObject({ status: 422, body: { error: { code: 'PAYMENT_FAILED' } } });

  await hasEvent('payment.refunded', order.paymentId);
  expect(await platform.razorpay.ledger(order.paymentId)).toMatchObject([
    { captured_paise: 46_000, refunded_paise: 46_000 },
  ]);
  expect(eventsOf(platform, order.paymentId)).toEqual(['payment.created', 'payment.closed', 'payment.refunded']);
  const row = await platform.db('payments').where({ id: order.paymentId }).first();
  expect(row).toMatchObject({ status: 'refunded', closed_as: 'expired', needs_attention: ['late_capture'] });
});

test('a second payment of the same order goes back, the first one stays', async () => {
  const { paymentId, gatewayOrderId } = await checkedOut(platform);
  await platform.razorpay.checkout(gatewayOrderId, 'second_capture_same_order');
  await hasEvent('payment.refunded', paymentId);
  expect(await platform.razorpay.ledger(paymentId)).toMatchObject([{ captured_paise: 92_000, refunded_paise: 46_000 }]);
  expect(await platform.db('payments').where({ id: paymentId }).first()).toMatchObject({ status: 'paid' });
});

test('the wrong amount is never payment; it goes back', async () => {
  const { paymentId, gatewayOrderId } = await checkedOut(platform);
  await platform.razorpay.checkout(gatewayOrderId, 'amount_mismatch', { amount: 45_000 });
  await hasEvent('payment.refunded', paymentId);
  expect(await platform.razorpay.ledger(paymentId)).toMatchObject([{ captured_paise: 45_000, refunded_paise: 45_000 }]);
  const row = await platform.db('payments').where({ id: paymentId }).first();
  expect(row).toMatchObject({ status: 'pending', needs_attention: ['amount_mismatch'] });
});

test('a wrong or foreign signature is refused', async () => {
  const [mine, other] = [await checkedOut(platform), await checkedOut(platform)];
  const callback = await platform.razorpay.checkout(other.gatewayOrderId);
  const verify = (body: object) => mine.customer.post('/api/v1/payments/verify', { ...callback, ...body });
  const failed = { status: 422, body: { error: { code: 'PAYMENT_FAILED' } } };
  expect(await verify({ razorpay_order_id: mine.gatewayOrderId })).toMatchObject(failed);
  expect(await verify({ razorpay_order_id: mine.gatewayOrderId, razorpay_signature: 'x' })).toMatchObject(failed);
  expect(await verify({})).toMatchObject({ status: 404 });
  const forged = createHmac('sha256', KEY_SECRET).update(`${mine.gatewayOrderId}|${callback.razorpay_payment_id}`);
  expect(
    await verify({ razorpay_order_id: mine.gatewayOrderId, razorpay_signature: forged.digest('hex') }),
  ).toMatchObject(failed);
});

test('an order that ordering prices otherwise is not paid by its payment', async () => {
  const order = await checkedOut(platform);
  await orderNews(platform, order).placed({ total_paise: 99_900 });
  await eventually(async () => {
    const row = await platform.db('payments').where({ id: order.paymentId }).first();
    expect(row.needs_attention).toEqual(['amount_conflict']);
  });
  await platform.razorpay.checkout(order.gatewayOrderId);
  await hasEvent('payment.refunded', order.paymentId);
  expect(eventsOf(platform, order.paymentId)).not.toContain('payment.captured');
});

test('a cancelled order cannot be paid any more, whichever news comes first', async () => {
  const order = { ...(await checkedOut(platform)), orderId: randomUUID() };
  await orderNews(platform, order).cancelled();
  await eventually(async () => {
    expect(await platform.db('payments').where({ order_id: order.orderId })).toMatchObject([{ status: 'cancelled' }]);
  });
  const wish = { order_id: order.orderId, amount_paise: order.amountPaise };
  expect(await order.customer.post('/internal/payments', wish)).toMatchObject({ status: 422 });
});

test('what is kept of a payment names nobody, and neither does the log', async () => {
  const { paymentId, gatewayOrderId } = await checkedOut(platform);
  await platform.razorpay.checkout(gatewayOrderId, 'success', { vpa: 'asha.rao@okbank' });
  await hasEvent('payment.captured', paymentId);
  const [attempt] = await platform.db('payment_attempts').where({ payment_id: paymentId });
  const kept = JSON.stringify(attempt.gateway_response);
  expect(attempt.gateway_response).toMatchObject({ method: 'upi', vpa: '[removed]', upi: { vpa: '[removed]' } });
  for (const personal of ['asha.rao', '9876543210', 'void@razorpay.com']) {
    expect(kept).not.toContain(personal);
    expect(JSON.stringify(platform.service.logs)).not.toContain(personal);
  }
});

test('a duplicate event is handled once, and one that nobody understands is set aside', async () => {
  const order = { ...(await checkedOut(platform)), orderId: randomUUID() };
  const news = orderNews(platform, order);
  const id = await news.placed();
  await news.cancelled('customer_request', id);
  await publishEvent(platform.rabbitmqUrl, orderPlaced, { aggregateId: order.orderId, data: {} as never });
  await eventually(async () => {
    expect(await readDeadLetters(platform.rabbitmqUrl, 'payment')).toMatchObject([{ type: 'order.placed' }]);
    const row = await platform.db('payments').where({ order_id: order.orderId }).first();
    expect(row).toMatchObject({ closed_as: null, status: 'pending' });
  });
});
