import { randomUUID } from 'node:crypto';
import { eventually } from '@campus/testing/eventually';
import { afterEach, beforeAll, expect, test } from 'vitest';
import { caller, checkedOut, orderNews } from './support/customer.ts';
import { KEY_SECRET, type Platform, startPlatform } from './support/platform.ts';

let platform: Platform;
beforeAll(async () => {
  platform = await startPlatform();
});
afterEach(async () => {
  await platform.razorpay.clearFaults();
  await platform.razorpay.settings({ unique_receipt: 'return_same', refund_outcome: 'processed-now' });
  await platform.razorpay.knobs({ drop: 0, hold: false });
});

const captured = (id: string) =>
  platform.tap.waitFor(({ type, aggregateid }) => type === 'payment.captured' && aggregateid === id);
const refunded = (id: string) =>
  platform.tap.waitFor(({ type, aggregateid }) => type === 'payment.refunded' && aggregateid === id, 10_000);

test('while Razorpay is down ordering hears 503, and the payment appears by itself', async () => {
  await platform.razorpay.fault({ match: '^POST /v1/orders', effect: 'status', status: 502, body: '<html>' });
  const customer = caller(platform);
  const orderId = randomUUID();
  const answer = await customer.post('/internal/payments', { order_id: orderId, amount_paise: 7_700 });
  expect(answer).toMatchObject({ status: 503, body: { error: { code: 'SERVICE_UNAVAILABLE' } } });
  const waiting = await customer.get(`/api/v1/payments/orders/${orderId}`);
  expect(waiting.body.payment).toMatchObject({ status: 'pending', gateway_order_id: null });

  await eventually(
    async () => {
      const { body } = await customer.get(`/api/v1/payments/orders/${orderId}`);
      expect(body.payment?.gateway_order_id).toMatch(/^order_/);
    },
    { timeoutMs: 8_000 },
  );
});

test('a checkout that succeeded while Razorpay is down is pending and heals without any webhook', async () => {
  await platform.razorpay.knobs({ drop: 9 });
  const { customer, paymentId, gatewayOrderId } = await checkedOut(platform);
  const callback = await platform.razorpay.checkout(gatewayOrderId);
  await platform.razorpay.fault({ match: '^GET /v1/payments/', effect: 'reset' });
  const answer = await customer.post('/api/v1/payments/verify', callback);
  expect(answer).toMatchObject({ status: 200, body: { status: 'pending' } });
  await platform.tap.waitFor(
    ({ type, aggregateid }) => type === 'payment.captured' && aggregateid === paymentId,
    9_000,
  );
});

test('a service killed between the refund and the call to Razorpay refunds once', async () => {
  const order = await checkedOut(platform);
  await platform.razorpay.checkout(order.gatewayOrderId);
  await captured(order.paymentId);
  await platform.razorpay.fault({ match: '/refund', effect: 'timeout' });
  await orderNews(platform, order).cancelled();
  await eventually(async () => {
    expect(await platform.db('refunds').where({ payment_id: order.paymentId })).toMatchObject([
      { status: 'submitted' },
    ]);
  });

  await platform.service.kill();
  await platform.db('refunds').update({ next_try_at: platform.db.fn.now() }).where({ status: 'submitted' });
  await platform.service.restart();

  await refunded(order.paymentId);
  expect(await platform.razorpay.ledger(order.paymentId)).toMatchObject([
    { captured_paise: 46_000, refunded_paise: 46_000, refunds: [{ amount: 46_000 }] },
  ]);
});

test('a refund on its way is finished before the service stops', async () => {
  const order = await checkedOut(platform);
  await platform.razorpay.checkout(order.gatewayOrderId);
  await captured(order.paymentId);
  await platform.razorpay.fault({ match: '/refund', effect: 'slow', delay_ms: 700 });
  await orderNews(platform, order).cancelled();
  const ofOrder = () => platform.db('refunds').where({ payment_id: order.paymentId }).first();
  await eventually(async () => expect(await ofOrder()).toMatchObject({ status: 'submitted' }));
  expect(await platform.service.stop()).toBe(0);
  expect(await ofOrder()).toMatchObject({ status: 'processed', gateway_refund_id: expect.stringMatching(/^rfnd_/) });
  await platform.service.restart();
});

test('no failure writes our credentials into the log', () => {
  const log = JSON.stringify(platform.service.logs);
  expect(log).toContain('dependency not available');
  for (const secret of [KEY_SECRET, Buffer.from(`rzp_test_campus:${KEY_SECRET}`).toString('base64'), 'Basic ']) {
    expect(log).not.toContain(secret);
  }
});
