import { createHmac } from 'node:crypto';
import { eventually } from '@campus/testing/eventually';
import { beforeAll, expect, test } from 'vitest';
import { caller, checkedOut, eventsOf, heard, inAttention, orderNews } from '../support/customer.ts';
import { KEY_SECRET, type Platform, startPlatform } from '../support/platform.ts';
import { tell } from '../support/webhook-door.ts';

let platform: Platform;
beforeAll(async () => {
  platform = await startPlatform();
});

const rowOf = (paymentId: string) => platform.db('payments').where({ id: paymentId }).first();

test('R12: a second payment of the same order goes back, the first one stays', async () => {
  const { paymentId, gatewayOrderId } = await checkedOut(platform);
  await platform.razorpay.checkout(gatewayOrderId, 'second_capture_same_order');
  await heard(platform, 'payment.refunded', paymentId);
  expect(await platform.razorpay.ledger(paymentId)).toMatchObject([{ captured_paise: 92_000, refunded_paise: 46_000 }]);
  expect(await rowOf(paymentId)).toMatchObject({ status: 'paid', needs_attention: ['duplicate_capture'] });
});

test('R13: a payment that is captured by hand pays once, and we never capture', async () => {
  const { customer, orderId, amountPaise, paymentId, gatewayOrderId } = await checkedOut(platform);
  const callback = await platform.razorpay.checkout(gatewayOrderId, 'authorize_only');
  const verify = () => customer.post('/api/v1/payments/verify', callback);
  expect(await verify()).toMatchObject({ status: 200, body: { status: 'pending', order_id: orderId } });
  await platform.razorpay.dashboard.capture(callback.razorpay_payment_id, amountPaise);
  expect(await verify()).toMatchObject({ status: 200, body: { status: 'paid', order_id: orderId } });
  await heard(platform, 'payment.captured', paymentId);
  await expect(platform.razorpay.dashboard.capture(callback.razorpay_payment_id, amountPaise)).rejects.toThrow('400');
  expect(eventsOf(platform, paymentId)).toEqual(['payment.created', 'payment.captured']);
  expect(await platform.razorpay.requests('/capture')).toHaveLength(2);
});

test('R17: what is still only authorised after twelve minutes goes back without us, and pays nothing', async () => {
  const { paymentId, gatewayOrderId } = await checkedOut(platform);
  await platform.razorpay.checkout(gatewayOrderId, 'authorize_only');
  await platform.razorpay.advance(11.9 * 60_000);
  expect(await platform.razorpay.ledger(paymentId)).toMatchObject([{ payments: [{ status: 'authorized' }] }]);
  await platform.razorpay.advance(60_000);
  await eventually(async () => {
    const [attempt] = await platform.db('payment_attempts').where({ payment_id: paymentId });
    expect(attempt).toMatchObject({ status: 'refunded', is_captured: false });
  });
  expect(await rowOf(paymentId)).toMatchObject({ status: 'pending', gateway_payment_id: null, needs_attention: [] });
  expect(await platform.db('refunds').where({ payment_id: paymentId })).toEqual([]);
  expect(eventsOf(platform, paymentId)).toEqual(['payment.created']);
});

test('R19: the wrong amount is never payment; it goes back', async () => {
  const { paymentId, gatewayOrderId } = await checkedOut(platform);
  await platform.razorpay.checkout(gatewayOrderId, 'amount_mismatch', { amount: 45_000 });
  await heard(platform, 'payment.refunded', paymentId);
  expect(await platform.razorpay.ledger(paymentId)).toMatchObject([{ captured_paise: 45_000, refunded_paise: 45_000 }]);
  expect(await rowOf(paymentId)).toMatchObject({ status: 'pending', needs_attention: ['amount_mismatch'] });
});

test('R19: a wrong or foreign signature, and the payment of another order, are refused', async () => {
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
  expect(await rowOf(mine.paymentId)).toMatchObject({ status: 'pending', gateway_payment_id: null });
});

test('R24: what the kitchen cooks is paid for until its cancellation is committed; money never moves the order', async () => {
  const order = await checkedOut(platform);
  await platform.razorpay.checkout(order.gatewayOrderId);
  await heard(platform, 'payment.captured', order.paymentId);
  const news = orderNews(platform, order);
  await news.cooks();
  const admin = caller(platform, 'admin');
  await admin.post(`/api/v1/admin/orders/${order.orderId}/refund`, { amount: 100, reason: 'one dish is out' });
  await heard(platform, 'payment.refunded', order.paymentId);
  expect(await rowOf(order.paymentId)).toMatchObject({ status: 'partially_refunded', closed_as: null });

  await news.cancelled('sold_out');

  await eventually(async () => {
    expect(await rowOf(order.paymentId)).toMatchObject({ status: 'refunded', closed_as: 'cancelled' });
  });
  const refunds = await platform.db('refunds').where({ payment_id: order.paymentId }).orderBy('created_at');
  expect(refunds).toMatchObject([{ amount: '100.00' }, { amount: '360.00', reason: 'order_cancelled' }]);
});

test('R25: money that comes after the expiry goes back, and nothing late ever reopens the payment', async () => {
  const order = await checkedOut(platform);
  await orderNews(platform, order).cancelled('payment_timeout');
  await heard(platform, 'payment.closed', order.paymentId);
  const callback = await platform.razorpay.checkout(order.gatewayOrderId);
  const answer = await order.customer.post('/api/v1/payments/verify', callback);
  expect(answer).toMatchObject({ status: 422, body: { error: { code: 'PAYMENT_FAILED' } } });
  await heard(platform, 'payment.refunded', order.paymentId);
  expect(await platform.razorpay.ledger(order.paymentId)).toMatchObject([
    { captured_paise: 46_000, refunded_paise: 46_000 },
  ]);

  const before = await platform.db('webhook_inbox').count('* as count').first();
  const asItWas = { ...(await platform.razorpay.dashboard.payment(callback.razorpay_payment_id)), amount_refunded: 0 };
  for (const status of ['authorized', 'captured', 'failed']) {
    const payment = { ...asItWas, status, captured: status === 'captured' };
    await tell(platform, `payment.${status}`, { payment });
  }
  await eventually(async () => {
    const now = await platform.db('webhook_inbox').whereNotNull('processed_at').count('* as count').first();
    expect(Number(now?.count)).toBeGreaterThanOrEqual(Number(before?.count) + 3);
  });
  expect(eventsOf(platform, order.paymentId)).toEqual(['payment.created', 'payment.closed', 'payment.refunded']);
  expect(await rowOf(order.paymentId)).toMatchObject({
    ...{ status: 'refunded', closed_as: 'expired', gateway_payment_id: null, needs_attention: ['late_capture'] },
  });
  expect(await platform.db('refunds').where({ payment_id: order.paymentId })).toHaveLength(1);
});

test('R26: what the bank disputes is not refunded by us as well, and a person is told', async () => {
  const order = await checkedOut(platform);
  const callback = await platform.razorpay.checkout(order.gatewayOrderId);
  await heard(platform, 'payment.captured', order.paymentId);
  const payment = await platform.razorpay.dashboard.payment(callback.razorpay_payment_id);
  const dispute = { id: 'disp_Esz7KAitoYM7PJ', payment_id: payment.id, amount: 46_000, status: 'open' };
  await tell(platform, 'payment.dispute.created', { payment, dispute });
  await eventually(async () => {
    expect((await inAttention(platform, order.paymentId))?.needs_attention).toEqual(['dispute']);
  });

  const again = await caller(platform, 'admin').post(`/api/v1/admin/orders/${order.orderId}/refund`, {
    reason: 'cold',
  });
  expect(again).toMatchObject({ status: 409, body: { error: { code: 'PAYMENT_DISPUTED' } } });
  await orderNews(platform, order).cancelled('customer_request');
  await eventually(async () => expect(await rowOf(order.paymentId)).toMatchObject({ closed_as: 'cancelled' }));
  expect(await platform.db('refunds').where({ payment_id: order.paymentId })).toEqual([]);
  expect(await platform.razorpay.ledger(order.paymentId)).toMatchObject([{ refunded_paise: 0 }]);
});
