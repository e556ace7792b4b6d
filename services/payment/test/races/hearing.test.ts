import { randomUUID } from 'node:crypto';
import { eventually } from '@campus/testing/eventually';
import { afterEach, beforeAll, expect, test } from 'vitest';
import { caller, checkedOut, eventsOf, heard } from '../support/customer.ts';
import { type Platform, startPlatform } from '../support/platform.ts';
import { paymentEntity, tell } from '../support/webhook-door.ts';

let platform: Platform;
beforeAll(async () => {
  platform = await startPlatform();
});
afterEach(async () => {
  await platform.razorpay.clearFaults();
  await platform.razorpay.knobs({ duplicate: 0, hold: false });
});

const PAID_ONCE = ['payment.created', 'payment.captured'];
const stored = () => platform.db('webhook_inbox').whereNotNull('processed_at');
const untilAllStoredAre = (count: number) => eventually(async () => expect(await stored()).toHaveLength(count));

test('R1: a webhook before the app tells pays the order, and the app hears that it is paid', async () => {
  const { customer, orderId, paymentId, gatewayOrderId } = await checkedOut(platform);
  const callback = await platform.razorpay.checkout(gatewayOrderId);
  await heard(platform, 'payment.captured', paymentId);
  const paid = { status: 200, body: { status: 'paid', order_id: orderId } };
  expect(await customer.post('/api/v1/payments/verify', callback)).toEqual(paid);
  expect(await customer.post('/api/v1/payments/verify', callback)).toEqual(paid);
  expect(eventsOf(platform, paymentId)).toEqual(PAID_ONCE);
});

test('R2: the app before any webhook pays the order, and the webhooks change nothing', async () => {
  await platform.razorpay.knobs({ hold: true });
  const { customer, orderId, paymentId, gatewayOrderId } = await checkedOut(platform);
  const before = (await stored()).length;
  const callback = await platform.razorpay.checkout(gatewayOrderId);
  const verified = await customer.post('/api/v1/payments/verify', callback);
  expect(verified).toEqual({ status: 200, body: { status: 'paid', order_id: orderId } });
  await heard(platform, 'payment.captured', paymentId);
  await platform.razorpay.release();
  await untilAllStoredAre(before + 3);
  expect(await platform.db('payments').where({ id: paymentId })).toMatchObject([{ status: 'paid', version: 2 }]);
  expect(eventsOf(platform, paymentId)).toEqual(PAID_ONCE);
});

test('R3: webhook, app, poll and copies of each at once make one paid payment and one event', async () => {
  await platform.razorpay.knobs({ hold: true, duplicate: 2 });
  const { customer, paymentId, gatewayOrderId } = await checkedOut(platform);
  const before = (await stored()).length;
  const callback = await platform.razorpay.checkout(gatewayOrderId);
  await platform.db('payments').where({ id: paymentId }).update({ check_at: platform.db.fn.now() });

  const verify = () => customer.post('/api/v1/payments/verify', callback);
  const answers = await Promise.all([verify(), platform.razorpay.release(), verify(), verify()]);

  expect(answers.map((answer) => (answer as { body?: object }).body).filter(Boolean)).toEqual(
    Array(3).fill(expect.objectContaining({ status: 'paid' })),
  );
  await untilAllStoredAre(before + 3);
  await heard(platform, 'payment.captured', paymentId);
  expect(await platform.db('payments').where({ id: paymentId })).toMatchObject([{ status: 'paid', version: 2 }]);
  expect(eventsOf(platform, paymentId)).toEqual(PAID_ONCE);
});

test('R4: a delivery that comes three times is kept and applied once', async () => {
  await platform.razorpay.knobs({ duplicate: 2 });
  const { paymentId, gatewayOrderId } = await checkedOut(platform);
  const before = (await stored()).length;
  const knocked = (await platform.razorpay.deliveries()).length;
  await platform.razorpay.checkout(gatewayOrderId, 'no_callback');
  await eventually(async () => {
    const sent = (await platform.razorpay.deliveries()).slice(knocked);
    expect(sent.filter(({ state }) => state === 'delivered')).toHaveLength(9);
  });
  await untilAllStoredAre(before + 3);
  await heard(platform, 'payment.captured', paymentId);
  expect(eventsOf(platform, paymentId)).toEqual(PAID_ONCE);
});

test('R5: a captured delivery sent again under a new event id changes nothing', async () => {
  const { paymentId, gatewayOrderId } = await checkedOut(platform);
  const before = (await stored()).length;
  await platform.razorpay.checkout(gatewayOrderId);
  await heard(platform, 'payment.captured', paymentId);
  await untilAllStoredAre(before + 3);
  const deliveries = await platform.razorpay.deliveries();
  const own = deliveries.slice(-3);
  for (const { event_id } of own) await platform.razorpay.replay(event_id);
  await eventually(async () => {
    const again = (await platform.razorpay.deliveries()).slice(deliveries.length);
    expect(again.filter(({ state }) => state === 'delivered')).toHaveLength(3);
  });
  expect(await platform.db('webhook_inbox')).toHaveLength(before + 3);
  expect(eventsOf(platform, paymentId)).toEqual(PAID_ONCE);
});

const EVENTS = ['payment.failed', 'payment.authorized', 'payment.captured', 'order.paid'];
const permutations = (items: string[]): string[][] =>
  items.length < 2
    ? [items]
    : items.flatMap((first) => permutations(items.filter((one) => one !== first)).map((rest) => [first, ...rest]));

test('R6: failed, authorized, captured and order.paid in each of their 24 orders end in one paid payment', async () => {
  const inOrder = async (events: string[]) => {
    const { gatewayOrderId, amountPaise, paymentId } = await checkedOut(platform);
    const attempt = { id: `pay_${randomUUID().replaceAll('-', '').slice(0, 14)}`, gatewayOrderId, amountPaise };
    const order = { id: gatewayOrderId, amount: amountPaise, currency: 'INR', receipt: paymentId, attempts: 1 };
    for (const event of events) {
      const status = event === 'order.paid' ? 'captured' : event.slice('payment.'.length);
      const payment = paymentEntity(attempt, status as 'captured');
      const told = await tell(platform, event, event === 'order.paid' ? { payment, order } : { payment });
      expect(told.status).toBe(200);
    }
    return { paymentId, attempt };
  };
  const ends = await Promise.all(permutations(EVENTS).map(inOrder));
  for (const { paymentId } of ends) await heard(platform, 'payment.captured', paymentId, 10_000);
  await eventually(async () => {
    expect(await platform.db('webhook_inbox').whereNull('processed_at')).toEqual([]);
  });
  for (const { paymentId, attempt } of ends) {
    const row = await platform.db('payments').where({ id: paymentId }).first();
    expect(row).toMatchObject({ status: 'paid', version: 2, gateway_payment_id: attempt.id, needs_attention: [] });
    expect(await platform.db('payment_attempts').where({ payment_id: paymentId })).toMatchObject([
      { status: 'captured', is_captured: true },
    ]);
    expect(eventsOf(platform, paymentId)).toEqual(PAID_ONCE);
  }
});

test('R7: a payment that failed and then succeeds under the same id pays the order', async () => {
  const { customer, orderId, paymentId, gatewayOrderId } = await checkedOut(platform);
  await platform.razorpay.checkout(gatewayOrderId, 'fail_then_success_same_payment');
  await eventually(async () => {
    const [attempt] = await platform.db('payment_attempts').where({ payment_id: paymentId });
    expect(attempt).toMatchObject({ status: 'failed' });
  });
  const { body } = await customer.get(`/api/v1/payments/orders/${orderId}`);
  expect(body.payment?.status).toBe('pending');
  await platform.razorpay.advance(61_000);
  await heard(platform, 'payment.captured', paymentId);
});

test('R8: webhooks for an order whose making we never heard of find their payment by its receipt', async () => {
  await platform.razorpay.fault({ match: '^POST /v1/orders', effect: 'drop_response_after_commit' });
  await platform.razorpay.fault({ match: '^POST /v1/orders', effect: 'status', status: 503, times: 50 });
  const customer = caller(platform);
  const orderId = randomUUID();
  const answer = await customer.post('/internal/payments', { order_id: orderId, amount_paise: 8_800 });
  expect(answer.status).toBe(503);
  const { id: paymentId } = await platform.db('payments').where({ order_id: orderId }).first();
  const [line] = await platform.razorpay.ledger(paymentId);
  await platform.razorpay.checkout(line?.order_id ?? '');

  await heard(platform, 'payment.captured', paymentId, 10_000);
  const { body } = await customer.get(`/api/v1/payments/orders/${orderId}`);
  expect(body.payment).toMatchObject({ status: 'paid', gateway_order_id: line?.order_id });
  expect(eventsOf(platform, paymentId)).toEqual(PAID_ONCE);
  expect(await platform.razorpay.ledger(paymentId)).toHaveLength(1);
});
