import { randomUUID } from 'node:crypto';
import { orderPlaced } from '@campus/contracts/order-events';
import { publishEvent, readDeadLetters } from '@campus/testing/broker';
import { eventually } from '@campus/testing/eventually';
import { beforeAll, expect, test } from 'vitest';
import { checkedOut, eventsOf, orderNews } from './support/customer.ts';
import { KEY_SECRET, OLD_WEBHOOK_SECRET, type Platform, startPlatform } from './support/platform.ts';
import { deliver, sign } from './support/webhook-door.ts';

let platform: Platform;
beforeAll(async () => {
  platform = await startPlatform();
});

const hasEvent = (name: string, id: string) =>
  platform.tap.waitFor(({ type, aggregateid }) => type === name && aggregateid === id);

test('S50, S71: only bytes signed with one of the secrets are heard, and each forgery is a security event', async () => {
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
    const answer = await deliver(platform, body, { ...known, ...headers });
    expect(answer).toMatchObject({ status: 401, body: { error: { code: 'INVALID_SIGNATURE' } } });
  }
  expect(await platform.db('webhook_inbox')).toEqual([]);
  await eventually(() => {
    const noted = platform.service.logs.filter(({ event }) => event === 'webhook_signature_refused');
    expect(noted.map(({ level, request_id }) => [level, typeof request_id])).toEqual(Array(6).fill(['warn', 'string']));
  });

  const old = await deliver(platform, body, { ...known, 'x-razorpay-signature': sign(body, OLD_WEBHOOK_SECRET) });
  expect(old.status).toBe(200);
  await eventually(async () => {
    expect(await platform.db('webhook_inbox')).toMatchObject([
      { outcome: 'ignored', detail: 'payment.downtime.started' },
    ]);
  });
});

test('authentic deliveries that say nothing to us are taken, too large ones are not', async () => {
  for (const body of ['not json', '{}', '[]', '{"event":"x","payload":{"payment":{"entity":{"id":1}}}}']) {
    const answer = await deliver(platform, body, {
      'x-razorpay-signature': sign(body),
      'x-razorpay-event-id': randomUUID(),
    });
    expect(answer.status).toBe(200);
  }
  const huge = 'x'.repeat(1_000_001);
  const answer = await deliver(platform, huge, { 'x-razorpay-signature': sign(huge) });
  expect(answer).toMatchObject({ status: 413, body: { error: { code: 'PAYLOAD_TOO_LARGE' } } });
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
