import { eventually } from '@campus/testing/eventually';
import { beforeAll, expect, test } from 'vitest';
import { caller, checkedOut, heard, inAttention } from './support/customer.ts';
import { type Platform, startPlatform } from './support/platform.ts';

let platform: Platform;
beforeAll(async () => {
  platform = await startPlatform();
});

const reports = () => platform.service.logs.filter(({ event }) => event === 'payment_mismatch');
const sweep = () => platform.db('sweeps').first();

/** Another night: the books of the last day are compared again, from the first page. */
async function anotherNight(): Promise<void> {
  const { db } = platform;
  const again = { position: 0, next_try_at: db.fn.now(), finished_at: null };
  await platform
    .db('sweeps')
    .update({ ...again, from_at: db.raw("now() - interval '1 day'"), to_at: db.raw("now() + interval '1 minute'") });
  await platform.service.restart();
  await eventually(async () => expect((await sweep()).finished_at).not.toBeNull(), { timeoutMs: 10_000 });
}

async function paidAt(outcome = 'success') {
  const order = await checkedOut(platform);
  const callback = await platform.razorpay.checkout(order.gatewayOrderId, outcome);
  return { ...order, gatewayPaymentId: callback.razorpay_payment_id };
}

test('the first sweep begins with the service and leaves the last quarter of an hour to the webhooks', async () => {
  await eventually(async () => expect((await sweep())?.finished_at).toBeInstanceOf(Date));
  const { from_at, to_at } = await sweep();
  expect(to_at.getTime() - from_at.getTime()).toBe((4 * 24 * 60 - 15) * 60_000);
  expect(Math.abs(Date.now() - 15 * 60_000 - to_at.getTime())).toBeLessThan(60_000);
});

test('the nightly sweep finds lost captures, strangers and wrong amounts, makes good what it can and tells each once', async () => {
  const healthy = await paidAt();
  const [amountDiffers, refundDiffers] = [await paidAt(), await paidAt()];
  for (const { paymentId } of [healthy, amountDiffers, refundDiffers])
    await heard(platform, 'payment.captured', paymentId);
  await platform.db('payment_attempts').where({ payment_id: amountDiffers.paymentId }).update({ amount: 450 });
  await platform.razorpay.knobs({ drop: 99 });
  await platform.razorpay.dashboard.refund(refundDiffers.gatewayPaymentId, 6_000);
  const missed = await paidAt();
  const stranger = await platform.razorpay.dashboard.order(12_300, 'shop-7');
  const strange = await platform.razorpay.checkout(stranger.id);
  const unpaidStranger = await platform.razorpay.dashboard.order(500, 'shop-8');
  // More than a page of attempts, the newest first: what is missing is on the second.
  for (let attempt = 0; attempt < 101; attempt += 1) await platform.razorpay.checkout(unpaidStranger.id, 'fail');

  await anotherNight();

  expect((await sweep()).position).toBeGreaterThan(100);
  await heard(platform, 'payment.captured', missed.paymentId);
  await heard(platform, 'payment.refunded', refundDiffers.paymentId);
  const found = [
    { kind: 'amount_differs', payment_id: amountDiffers.paymentId, gateway_amount: 460, known_amount: 450 },
    { kind: 'refund_differs', payment_id: refundDiffers.paymentId, gateway_amount: 60, known_amount: 0 },
    { kind: 'missed_capture', payment_id: missed.paymentId, gateway_amount: 460, known_amount: 0 },
  ];
  for (const mismatch of found) {
    expect(await inAttention(platform, mismatch.payment_id)).toMatchObject({
      needs_attention: expect.arrayContaining(['mismatch']),
      mismatches: [mismatch],
    });
  }
  expect(await inAttention(platform, healthy.paymentId)).toBeUndefined();
  const orphan = { kind: 'orphan', payment_id: null, gateway_amount: 123, known_amount: 0 };
  const admin = caller(platform, 'admin');
  const { body } = await admin.get('/api/v1/admin/payments?needs_attention');
  expect(body.orphans).toMatchObject([
    { ...orphan, gateway_payment_id: strange.razorpay_payment_id, gateway_order_id: stranger.id },
  ]);
  expect((await admin.get('/api/v1/admin/payments')).body.orphans).toEqual([]);
  const kinds = ['amount_differs', 'missed_capture', 'orphan', 'refund_differs'];
  expect(
    reports()
      .map(({ kind }) => kind)
      .sort(),
  ).toEqual(kinds);
  expect(reports().every(({ level }) => level === 'error')).toBe(true);

  await anotherNight();

  expect(reports()).toHaveLength(4);
  expect(await platform.db('mismatches')).toHaveLength(4);
  await platform.razorpay.knobs({ drop: 0 });
});

test('a night that is interrupted goes on from its page, and two replicas tell each difference once', async () => {
  await platform.razorpay.knobs({ drop: 99 });
  const missed = await Promise.all([paidAt(), paidAt(), paidAt()]);
  const changing = await paidAt();
  const { db } = platform;
  await db('payments')
    .where({ id: changing.paymentId })
    .update({ updated_at: db.raw("now() + interval '1 minute'") });
  const before = reports().length;
  await platform.razorpay.fault({ match: '^GET /v1/payments\\?', effect: 'status', status: 502, times: 1 });
  const replica = await platform.startReplica();
  const again = { position: 0, next_try_at: db.fn.now(), finished_at: null };
  await db('sweeps').update({ ...again, to_at: db.raw("now() + interval '1 minute'") });
  await platform.service.restart();
  await eventually(() => expect(platform.service.logs.some(({ job }) => job === 'nightly sweep')).toBe(true));
  await db('sweeps').update({ next_try_at: db.fn.now() });
  await Promise.all([replica.restart(), platform.service.restart()]);
  await eventually(async () => expect((await sweep()).finished_at).not.toBeNull(), { timeoutMs: 10_000 });
  for (const { paymentId } of missed) await heard(platform, 'payment.captured', paymentId);
  const told = [...reports().slice(before), ...replica.logs.filter(({ event }) => event === 'payment_mismatch')];
  expect(told).toHaveLength(3);
  // It changed while the page was read: another night will tell.
  expect(told.map(({ payment_id }) => payment_id)).not.toContain(changing.paymentId);
  await replica.stop();
});
