import Razorpay from 'razorpay';
import { validatePaymentVerification } from 'razorpay/dist/utils/razorpay-utils.js';
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { razorpayClient } from './support/razorpay-client.ts';
import { KEYS, type RunningSandbox, startSandbox } from './support/start-sandbox.ts';
import { startWebhookReceiver, type WebhookReceiver } from './support/webhook-receiver.ts';

const SECRET = 'whsec_campus_test';

interface Callback {
  razorpay_payment_id: string;
  razorpay_order_id: string;
  razorpay_signature: string;
  error?: { reason: string; metadata: { payment_id: string } };
}

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
  await sandbox.post('/razorpay/webhooks', { url: receiver.url, secret: SECRET });
  receiver.received.length = 0;
  receiver.answers.length = 0;
});

const order = (amount = 12_550) => razorpay.orders.create({ amount, currency: 'INR', receipt: crypto.randomUUID() });
const checkOut = (orderId: string, outcome: string, more = {}) =>
  sandbox.post<Callback>('/razorpay/checkout', { order_id: orderId, outcome, ...more });
const events = () => receiver.received.map(({ body }) => JSON.parse(body));
const names = () => events().map(({ event }) => event);
const sorted = (values: string[]) => values.toSorted();

describe('checkout', () => {
  test('a paid order gives a callback and three webhooks the SDK accepts', async () => {
    const { id } = await order();
    const callback = await checkOut(id, 'success');
    const ids = { order_id: id, payment_id: callback.razorpay_payment_id };
    expect(validatePaymentVerification(ids, callback.razorpay_signature, KEYS.RAZORPAY_KEY_SECRET)).toBe(true);

    await vi.waitFor(() => expect(sorted(names())).toEqual(['order.paid', 'payment.authorized', 'payment.captured']));
    for (const { body, headers } of receiver.received) {
      const signature = String(headers['x-razorpay-signature']);
      expect(Razorpay.validateWebhookSignature(body, signature, SECRET)).toBe(true);
      expect(Razorpay.validateWebhookSignature(JSON.stringify(JSON.parse(body)), signature, SECRET)).toBe(false);
    }
    expect(await razorpay.orders.fetch(id)).toMatchObject({ status: 'paid', amount_paid: 12_550, amount_due: 0 });
    const payments = await razorpay.orders.fetchPayments(id);
    expect(payments.items).toMatchObject([{ id: ids.payment_id, status: 'captured', notes: [] }]);
  });

  test('a webhook is retried with the same bytes and the same event id until it is accepted', async () => {
    await sandbox.post('/clock', { scale: 10_000 });
    receiver.answers.push(500, 500, 200);
    const { id } = await order();
    await checkOut(id, 'fail:payment_declined');
    await vi.waitFor(async () => expect(await sandbox.get('/webhooks')).toMatchObject({ delivered: 1, queued: 0 }));
    expect(receiver.received).toHaveLength(3);
    expect(new Set(receiver.received.map(({ headers }) => headers['x-razorpay-event-id'])).size).toBe(1);
    expect(new Set(receiver.received.map(({ body }) => body)).size).toBe(1);
  });

  test('a failed payment leaves the order open for another one', async () => {
    const { id } = await order();
    const { error } = await checkOut(id, 'fail:insufficient_funds');
    expect(error).toMatchObject({
      code: 'BAD_REQUEST_ERROR',
      reason: 'insufficient_funds',
      metadata: { order_id: id },
    });
    expect(await razorpay.orders.fetch(id)).toMatchObject({ status: 'attempted', attempts: 1 });
    await checkOut(id, 'success');
    expect(await razorpay.orders.fetch(id)).toMatchObject({ status: 'paid', attempts: 2 });
    expect(await checkOut(id, 'success')).toMatchObject({ error: { reason: 'order_already_paid' } });
  });

  test('a failed payment can succeed under its own id', async () => {
    const { id } = await order();
    const { error } = await checkOut(id, 'fail_then_success_same_payment', { delay_ms: 50 });
    await vi.waitFor(() => expect(names()).toContain('payment.captured'));
    const captured = events().find(({ event }) => event === 'payment.captured');
    expect(captured.payload.payment.entity).toMatchObject({ id: error?.metadata.payment_id, late_authorized: true });
  });

  test('a silent bank: created, failed after ten minutes, captured late', async () => {
    const { id } = await order();
    const { error } = await checkOut(id, 'late_auth', { delay_ms: 30_000 });
    expect(await razorpay.payments.fetch(error?.metadata.payment_id ?? '')).toMatchObject({ status: 'created' });
    await sandbox.post('/clock', { advance_ms: 601_000 });
    await vi.waitFor(() => expect(names()).toEqual(['payment.failed']));
    await sandbox.post('/clock', { advance_ms: 31_000 });
    await vi.waitFor(() => expect(names()).toContain('order.paid'));
  });

  test('money authorised after the capture window goes back by itself', async () => {
    const capture_options = { automatic_expiry_period: 12, manual_expiry_period: 12, refund_speed: 'normal' as const };
    const payment = { capture: 'automatic' as const, capture_options };
    const { id } = await razorpay.orders.create({ amount: 5000, currency: 'INR', payment });
    await checkOut(id, 'late_auth', { delay_ms: 300_000 });
    await sandbox.post('/clock', { advance_ms: 601_000 });
    await vi.waitFor(() => expect(names()).toContain('payment.failed'));
    await sandbox.post('/clock', { advance_ms: 300_000 });
    await vi.waitFor(() => expect(names()).toContain('refund.processed'));
    const refund = events().find(({ event }) => event === 'refund.processed');
    expect(refund.payload.payment.entity).toMatchObject({ captured: false, status: 'refunded' });
  });

  test('the ledger shows double and mismatched captures', async () => {
    const twice = await order(5000);
    await checkOut(twice.id, 'second_capture_same_order');
    const short = await order(7000);
    await checkOut(short.id, 'amount_mismatch', { amount: 6900 });
    const { orders } = await sandbox.get<{ orders: object[] }>('/razorpay/ledger');
    expect(orders).toMatchObject([{ captured_paise: 10_000 }, { amount: 7000, captured_paise: 6900 }]);
  });

  test('no_callback pays and tells the app nothing', async () => {
    const { id } = await order();
    expect(await checkOut(id, 'no_callback')).toEqual({});
    expect(await razorpay.orders.fetch(id)).toMatchObject({ status: 'paid' });
  });

  test('an authorised payment can be captured by API, once and for its amount only', async () => {
    const { id } = await order(5000);
    const { razorpay_payment_id: paymentId } = await checkOut(id, 'authorize_only');
    await expect(razorpay.payments.capture(paymentId, 4000, 'INR')).rejects.toMatchObject({ statusCode: 400 });
    expect(await razorpay.payments.capture(paymentId, 5000, 'INR')).toMatchObject({ status: 'captured' });
    await expect(razorpay.payments.capture(paymentId, 5000, 'INR')).rejects.toMatchObject({ statusCode: 400 });
  });
});
