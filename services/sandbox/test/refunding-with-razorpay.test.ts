import type Razorpay from 'razorpay';
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { razorpayClient } from './support/razorpay-client.ts';
import { type RunningSandbox, startSandbox } from './support/start-sandbox.ts';
import { startWebhookReceiver, type WebhookReceiver } from './support/webhook-receiver.ts';

let sandbox: RunningSandbox;
let receiver: WebhookReceiver;
let razorpay: Razorpay;

beforeAll(async () => {
  sandbox = await startSandbox();
  receiver = await startWebhookReceiver();
  razorpay = razorpayClient(sandbox.url);
});
afterAll(async () => {
  await sandbox.stop();
  await receiver.stop();
});
beforeEach(async () => {
  await sandbox.post('/reset');
  await sandbox.post('/razorpay/webhooks', {
    url: receiver.url,
    secret: 'whsec',
    events: ['refund.processed', 'refund.failed'],
  });
  receiver.received.length = 0;
});

async function paidPayment(amount: number): Promise<string> {
  const { id } = await razorpay.orders.create({ amount, currency: 'INR' });
  const callback = await sandbox.post<{ razorpay_payment_id: string }>('/razorpay/checkout', { order_id: id });
  return callback.razorpay_payment_id;
}
const names = () => receiver.received.map(({ body }) => JSON.parse(body).event);

describe('refunds', () => {
  test('the same key and body refund once', async () => {
    const paymentId = await paidPayment(9000);
    const asked = { amount: 4000, receipt: crypto.randomUUID() };
    const first = await razorpay.payments.refund(paymentId, asked);
    const second = await razorpay.payments.refund(paymentId, asked);
    expect(second.id).toBe(first.id);
    expect(await razorpay.payments.fetch(paymentId)).toMatchObject({
      amount_refunded: 4000,
      refund_status: 'partial',
      status: 'captured',
    });
    expect((await razorpay.payments.fetchMultipleRefund(paymentId, {})).items).toHaveLength(1);
  });

  test('the same key with another body is refused, and meanwhile with 409', async () => {
    const paymentId = await paidPayment(9000);
    const receipt = crypto.randomUUID();
    await razorpay.payments.refund(paymentId, { amount: 1000, receipt });
    await expect(razorpay.payments.refund(paymentId, { amount: 2000, receipt })).rejects.toMatchObject({
      statusCode: 400,
    });

    await sandbox.post('/razorpay/settings', { refund_processing_ms: 200 });
    const asked = { amount: 3000, receipt: crypto.randomUUID() };
    const answers = await Promise.allSettled([
      razorpay.payments.refund(paymentId, asked),
      razorpay.payments.refund(paymentId, asked),
    ]);
    expect(answers.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected']);
    expect(answers.find(({ status }) => status === 'rejected')).toMatchObject({ reason: { statusCode: 409 } });
    expect(await razorpay.payments.fetch(paymentId)).toMatchObject({ amount_refunded: 4000 });
  });

  test('more than was captured is refused with the sentence of Razorpay', async () => {
    const paymentId = await paidPayment(9000);
    const description = 'The refund amount provided is greater than amount captured';
    await expect(razorpay.payments.refund(paymentId, { amount: 9001 })).rejects.toMatchObject({
      error: { description },
    });
    await razorpay.payments.refund(paymentId, {});
    const again = razorpay.payments.refund(paymentId, {});
    await expect(again).rejects.toMatchObject({
      error: { description: 'The payment has been fully refunded already' },
    });
    expect(await razorpay.payments.fetch(paymentId)).toMatchObject({
      status: 'refunded',
      refund_status: 'full',
      captured: true,
    });
  });

  test('a pending refund ends processed or failed, as set; a failed one frees its money', async () => {
    const paymentId = await paidPayment(9000);
    await sandbox.post('/razorpay/settings', { refund_outcome: 'pending-then-processed', refund_delay_ms: 20 });
    expect(await razorpay.payments.refund(paymentId, { amount: 3000 })).toMatchObject({ status: 'pending' });
    await vi.waitFor(() => expect(names()).toEqual(['refund.processed']));

    await sandbox.post('/razorpay/settings', { refund_outcome: 'pending-then-failed' });
    const doomed = await razorpay.payments.refund(paymentId, { amount: 6000 });
    await vi.waitFor(() => expect(names()).toContain('refund.failed'));
    expect(await razorpay.refunds.fetch(doomed.id)).toMatchObject({ status: 'failed' });
    const { orders } = await sandbox.get<{ orders: object[] }>('/razorpay/ledger');
    expect(orders).toMatchObject([{ captured_paise: 9000, refunded_paise: 3000 }]);
  });

  test('an empty account refuses, and the same key works once it is filled', async () => {
    const paymentId = await paidPayment(9000);
    const asked = { amount: 500, receipt: crypto.randomUUID() };
    await sandbox.post('/razorpay/settings', { refund_outcome: 'insufficient_balance' });
    await expect(razorpay.payments.refund(paymentId, asked)).rejects.toMatchObject({
      error: { reason: 'insufficient_balance' },
    });
    await sandbox.post('/razorpay/settings', { refund_outcome: 'processed-now' });
    expect(await razorpay.payments.refund(paymentId, asked)).toMatchObject({
      status: 'processed',
      receipt: asked.receipt,
    });
  });
});

describe('orders', () => {
  test('wrong keys, broken bodies and unknown ids get the answers of Razorpay', async () => {
    const stranger = razorpayClient(sandbox.url, 'wrong');
    await expect(stranger.orders.all()).rejects.toMatchObject({
      statusCode: 401,
      error: { description: 'Authentication failed' },
    });
    const fraction = razorpay.orders.create({ amount: 10.5, currency: 'INR' });
    await expect(fraction).rejects.toMatchObject({ error: { description: 'The amount must be an integer.' } });
    const small = razorpay.orders.create({ amount: 99, currency: 'INR' });
    await expect(small).rejects.toMatchObject({ error: { reason: 'amount_less_than_minimum_amount' } });
    const long = razorpay.orders.create({ amount: 100, currency: 'INR', receipt: 'r'.repeat(41) });
    await expect(long).rejects.toMatchObject({ statusCode: 400 });
    await expect(razorpay.orders.fetch('order_nothing')).rejects.toMatchObject({
      error: { description: 'The id provided does not exist' },
    });
    await expect(razorpay.plans.all()).rejects.toMatchObject({
      error: { description: 'The requested URL was not found on the server.' },
    });
  });

  test('a unique receipt gives the same order again or is refused, by setting', async () => {
    const asked = { amount: 5000, currency: 'INR', receipt: crypto.randomUUID(), unique_receipt: true };
    const first = await razorpay.orders.create(asked);
    expect((await razorpay.orders.create(asked)).id).toBe(first.id);
    expect((await razorpay.orders.all({ receipt: asked.receipt })).items).toMatchObject([{ id: first.id }]);
    await sandbox.post('/razorpay/settings', { unique_receipt: 'reject' });
    const again = razorpay.orders.create(asked);
    await expect(again).rejects.toMatchObject({ error: { description: 'Order receipt should be unique.' } });
  });
});
