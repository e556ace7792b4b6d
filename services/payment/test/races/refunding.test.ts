import { eventually } from '@campus/testing/eventually';
import { afterEach, beforeAll, expect, test } from 'vitest';
import { caller, checkedOut, eventsOf, heard, inAttention, orderNews } from '../support/customer.ts';
import { type Platform, startPlatform } from '../support/platform.ts';

let platform: Platform;
beforeAll(async () => {
  platform = await startPlatform();
});
afterEach(async () => {
  await platform.razorpay.clearFaults();
  await platform.razorpay.settings({
    refund_outcome: 'processed-now',
    refund_delay_ms: 3_000,
    refund_processing_ms: 0,
  });
  await platform.razorpay.knobs({ drop: 0 });
});

type Order = Awaited<ReturnType<typeof checkedOut>>;

async function paid(outcome?: string): Promise<Order> {
  const order = await checkedOut(platform);
  await platform.razorpay.checkout(order.gatewayOrderId, outcome);
  await heard(platform, 'payment.captured', order.paymentId);
  return order;
}

const give = ({ orderId }: Order, body: object) =>
  caller(platform, 'admin').post(`/api/v1/admin/orders/${orderId}/refund`, { reason: 'cold food', ...body });
const refundsOf = ({ paymentId }: Order) =>
  platform.db('refunds').where({ payment_id: paymentId }).orderBy(['created_at', 'id']);
const ledgerOf = async ({ paymentId }: Order) => (await platform.razorpay.ledger(paymentId))[0];
const attentionOf = async ({ paymentId }: Order) => (await inAttention(platform, paymentId))?.needs_attention;
const refundedEvents = ({ paymentId }: Order) =>
  eventsOf(platform, paymentId).filter((type) => type === 'payment.refunded');

test('R14: two refunds by an admin and a cancellation at once never give back more than came', async () => {
  const order = await paid();
  const wish = () => give(order, { amount: 300 });
  const [first, second] = await Promise.all([wish(), wish(), orderNews(platform, order).cancelled()]);
  expect([first.status, second.status].sort()).not.toEqual([201, 201]);
  await eventually(async () => {
    expect(await ledgerOf(order)).toMatchObject({ captured_paise: 46_000, refunded_paise: 46_000 });
    expect(await platform.db('payments').where({ id: order.paymentId }).first()).toMatchObject({ status: 'refunded' });
  });
});

test('R15: a refund whose answer is lost is sent again under the same key and happens once', async () => {
  const order = await paid();
  await platform.razorpay.fault({ match: '/refund', effect: 'drop_response_after_commit' });
  await platform.razorpay.knobs({ drop: 9 });
  await orderNews(platform, order).cancelled();
  await heard(platform, 'payment.refunded', order.paymentId, 10_000);
  const line = await ledgerOf(order);
  expect(line).toMatchObject({ refunded_paise: 46_000 });
  expect(line?.refunds).toHaveLength(1);
  expect(refundedEvents(order)).toHaveLength(1);
});

test('R15: a refund that another replica sends meanwhile meets "in progress", waits and happens once', async () => {
  const replica = await platform.startReplica();
  const order = await paid();
  await platform.razorpay.settings({ refund_processing_ms: 2_500 });
  await platform.razorpay.knobs({ drop: 9 });
  await orderNews(platform, order).cancelled();
  await eventually(async () => expect(await refundsOf(order)).toMatchObject([{ status: 'submitted', tries: 1 }]));
  await platform.db('refunds').where({ payment_id: order.paymentId }).update({ next_try_at: platform.db.fn.now() });
  await eventually(async () => {
    const [refund] = await refundsOf(order);
    expect(refund.last_error).toBe('Razorpay cannot be used at the moment.');
  });
  await heard(platform, 'payment.refunded', order.paymentId, 10_000);
  const line = await ledgerOf(order);
  expect(line?.refunds).toHaveLength(1);
  expect(await refundsOf(order)).toMatchObject([{ status: 'processed', gateway_refund_id: line?.refunds[0]?.id }]);
  await replica.stop();
  expect(refundedEvents(order)).toHaveLength(1);
});

test('R16: webhooks of a refund that overtake its answer are the answer', async () => {
  const order = await paid();
  await platform.razorpay.settings({ refund_processing_ms: 1_500 });
  await orderNews(platform, order).cancelled();
  await heard(platform, 'payment.refunded', order.paymentId);
  const answered = (await platform.razorpay.requests('/refund')).length;
  const [refund] = await refundsOf(order);
  expect(refund).toMatchObject({ status: 'processed', gateway_refund_id: expect.stringMatching(/^rfnd_/) });
  await platform.service.stop();
  expect((await platform.razorpay.requests('/refund')).length).toBeGreaterThanOrEqual(answered);
  expect(await refundsOf(order)).toMatchObject([{ id: refund.id, status: 'processed' }]);
  await platform.service.restart();
  expect(refundedEvents(order)).toHaveLength(1);
});

test('R17: a refund made at Razorpay itself is taken in, and only the rest goes back later', async () => {
  const order = await paid();
  const { payments } = (await ledgerOf(order)) ?? { payments: [] };
  await platform.razorpay.dashboard.refund(payments[0]?.id ?? '', 10_000);
  const { data } = await heard(platform, 'payment.refunded', order.paymentId);
  expect(data).toMatchObject({
    payment: { refunded_paise: 10_000 },
    refund: { reason: 'refunded_at_gateway', amount_paise: 10_000 },
  });
  await orderNews(platform, order).cancelled();
  await eventually(async () => expect(await ledgerOf(order)).toMatchObject({ refunded_paise: 46_000 }));
  const amounts = (await refundsOf(order)).map(({ amount }) => amount);
  expect(amounts).toEqual(['100.00', '360.00']);
});

test('R18: a refund that the bank refuses is for a person, who gives the money back again', async () => {
  await platform.razorpay.settings({ refund_outcome: 'pending-then-failed', refund_delay_ms: 0 });
  const order = await paid();
  await orderNews(platform, order).cancelled();
  await eventually(async () => expect(await attentionOf(order)).toEqual(['refund_failed']));

  await platform.razorpay.settings({ refund_outcome: 'processed-now' });
  const again = await give(order, { reason: 'second try' });
  expect(again).toMatchObject({ status: 201, body: { refund: { amount: 460, status: 'requested' } } });
  await heard(platform, 'payment.refunded', order.paymentId);
  expect(await ledgerOf(order)).toMatchObject({ refunded_paise: 46_000 });
  expect(await inAttention(platform, order.paymentId)).toBeUndefined();
});

test('R18: while the balance is too low a person is told, and the same refund goes out once it is not', async () => {
  const order = await paid();
  await platform.razorpay.settings({ refund_outcome: 'insufficient_balance' });
  await orderNews(platform, order).cancelled();
  const waiting = await eventually(async () => {
    const payment = await inAttention(platform, order.paymentId);
    expect(payment?.needs_attention).toEqual(['insufficient_balance']);
    return payment;
  });
  expect(waiting?.refunds).toMatchObject([{ status: 'submitted', blocked_by: 'insufficient_balance', amount: 460 }]);

  await platform.razorpay.settings({ refund_outcome: 'processed-now' });
  await platform.db('refunds').where({ payment_id: order.paymentId }).update({ next_try_at: platform.db.fn.now() });
  await heard(platform, 'payment.refunded', order.paymentId);
  expect(await refundsOf(order)).toMatchObject([
    { id: waiting?.refunds[0]?.id, status: 'processed', blocked_by: null },
  ]);
  expect(await inAttention(platform, order.paymentId)).toBeUndefined();
});

test('R18: the failed refund of a second payment is tried again by name, and the order stays paid', async () => {
  await platform.razorpay.settings({ refund_outcome: 'pending-then-failed', refund_delay_ms: 0 });
  const order = await paid('second_capture_same_order');
  const stuck = await eventually(async () => {
    const payment = await inAttention(platform, order.paymentId);
    expect(payment?.needs_attention).toEqual(['duplicate_capture', 'refund_failed']);
    return payment;
  });
  const second = stuck?.attempts.find(({ gateway_payment_id }) => gateway_payment_id !== stuck.gateway_payment_id);
  expect(second).toMatchObject({ is_captured: true, refundable: 460 });

  await platform.razorpay.settings({ refund_outcome: 'processed-now' });
  const stranger = await give(order, { gateway_payment_id: 'pay_unknown' });
  expect(stranger).toMatchObject({ status: 400, body: { error: { code: 'VALIDATION_ERROR' } } });
  const again = await give(order, { gateway_payment_id: second?.gateway_payment_id });
  expect(again).toMatchObject({ status: 201, body: { refund: { amount: 460 } } });
  const { data } = await heard(platform, 'payment.refunded', order.paymentId);
  expect(data).toMatchObject({ is_order_money: false, payment: { status: 'paid', refunded_paise: 0 } });
  expect(await ledgerOf(order)).toMatchObject({ captured_paise: 92_000, refunded_paise: 46_000 });
  expect(await attentionOf(order)).toEqual(['duplicate_capture']);
});

test('R20: partial refunds add up, whatever their webhooks show in between', async () => {
  const order = await paid();
  for (const amount of [100, 60.5, 100]) expect(await give(order, { amount })).toMatchObject({ status: 201 });
  await eventually(async () => expect(refundedEvents(order)).toHaveLength(3));
  const sums = platform.tap.events.flatMap(({ type, aggregateid, data }) => {
    if (type !== 'payment.refunded' || aggregateid !== order.paymentId) return [];
    return (data as { payment: { refunded_paise: number } }).payment.refunded_paise;
  });
  expect(sums.at(-1)).toBe(26_050);
  expect(sums).toEqual([...sums].sort((a, b) => a - b));
  const tooMuch = await give(order, { amount: 199.51 });
  expect(tooMuch).toMatchObject({ status: 409, body: { error: { details: { refundable: 199.5 } } } });
  await orderNews(platform, order).cancelled();
  await eventually(async () => expect(await ledgerOf(order)).toMatchObject({ refunded_paise: 46_000 }));
});
