import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { applyFacts } from './apply-facts.ts';
import { attentionOf } from './attention.ts';
import type { AttemptFact, Fact, FactContext, RefundFact } from './facts.ts';
import { acceptedMoney, capturedPaise, refundedPaise } from './money-of-payment.ts';
import { newPayment, type Payment } from './payment.ts';
import { publicStatusOf, statusOf } from './payment-status.ts';

const AMOUNT = 46_000;
const NOW = new Date('2026-02-13T08:30:00Z');

const context = (): FactContext => {
  let count = 0;
  return { now: NOW, newId: () => `0195a000-0000-7000-8000-${String(++count).padStart(12, '0')}` };
};
const fresh = () =>
  newPayment({
    id: '0195a000-0000-7000-8000-00000000aaaa',
    orderId: '0195a000-0000-7000-8000-00000000bbbb',
    userId: '0195a000-0000-7000-8000-00000000cccc',
    amountPaise: AMOUNT,
    at: NOW,
  });

const made: Fact = { kind: 'gateway_order', gatewayOrderId: 'order_1' };
const closed: Fact = { kind: 'closed', as: 'cancelled' };
const attempt = (id: string, status: AttemptFact['status'], more: Partial<AttemptFact> = {}): AttemptFact => ({
  kind: 'attempt',
  gatewayPaymentId: id,
  status,
  amountPaise: AMOUNT,
  currency: 'INR',
  isCaptured: status === 'captured' || status === 'refunded',
  ...more,
});
const refund = (id: string, status: RefundFact['status'], amountPaise = AMOUNT): RefundFact => ({
  kind: 'refund',
  gatewayPaymentId: id,
  gatewayRefundId: `rfnd_${id}`,
  receipt: null,
  amountPaise,
  status,
});

/** A refund webhook carries the payment too, as Razorpay sends it. */
const delivery = (...facts: Fact[]) => facts;

const replay = (deliveries: Fact[][], payment: Payment = fresh()) => applyFacts(payment, deliveries.flat(), context());

/** Razorpay carries out what was asked for, until nothing is left. */
function carryOutRefunds(payment: Payment): Payment {
  const due = payment.refunds.filter(({ status }) => status === 'requested');
  if (due.length === 0) return payment;
  const facts = due.map(
    (one): Fact => ({
      ...refund(one.gatewayPaymentId, 'processed', one.amountPaise),
      gatewayRefundId: `rfnd_${one.id}`,
      receipt: one.id,
    }),
  );
  return carryOutRefunds(applyFacts(payment, facts, context()).payment);
}

/** What must not depend on the order of news: ids of refunds and positions in lists may. */
const essence = (payment: Payment) => ({
  status: statusOf(payment),
  adopted: payment.gatewayPaymentId,
  flags: payment.flags,
  attempts: payment.attempts
    .map(({ gatewayPaymentId, status, isCaptured }) => `${gatewayPaymentId} ${status} ${isCaptured}`)
    .sort(),
  refunds: payment.refunds
    .map((one) => `${one.gatewayPaymentId} ${one.reasonKey} ${one.status} ${one.amountPaise}`)
    .sort(),
});

const histories: Record<string, Fact[][]> = {
  'a plain payment': [
    [made],
    [attempt('pay_1', 'authorized')],
    [attempt('pay_1', 'captured')],
    [attempt('pay_1', 'captured')],
  ],
  'failed, then paid under the same id (UPI retry, late authorisation)': [
    [made],
    [attempt('pay_1', 'failed')],
    [attempt('pay_1', 'authorized')],
    [attempt('pay_1', 'captured')],
  ],
  'failed, then paid by another attempt': [[made], [attempt('pay_1', 'failed')], [attempt('pay_2', 'captured')]],
  'refunded at the gateway': [
    [made],
    [attempt('pay_1', 'captured')],
    delivery(attempt('pay_1', 'captured'), refund('pay_1', 'pending')),
    delivery(attempt('pay_1', 'refunded'), refund('pay_1', 'processed')),
  ],
  'given back by Razorpay before it was captured': [
    [made],
    [attempt('pay_1', 'authorized')],
    delivery(attempt('pay_1', 'refunded', { isCaptured: false }), refund('pay_1', 'processed')),
  ],
  'the wrong amount, then the right one': [
    [made],
    [attempt('pay_1', 'captured', { amountPaise: AMOUNT - 1 })],
    [attempt('pay_2', 'captured')],
  ],
  'cancelled before any money came': [[made], [attempt('pay_1', 'failed')], [closed]],
};

describe('news in any order, any number of times', () => {
  for (const [name, deliveries] of Object.entries(histories)) {
    test(`${name}: one end`, () => {
      const end = essence(replay(deliveries).payment);
      const anyOrder = fc
        .array(fc.constantFrom(...deliveries), { maxLength: 6 })
        .chain((again) =>
          fc.shuffledSubarray([...deliveries, ...again], { minLength: deliveries.length + again.length }),
        );
      fc.assert(
        fc.property(anyOrder, (shuffled) => {
          expect(essence(replay(shuffled).payment)).toEqual(end);
        }),
        { numRuns: 300 },
      );
    });
  }

  const anyFact = fc.oneof(
    fc.constant(made),
    fc
      .record({
        id: fc.constantFrom('pay_1', 'pay_2', 'pay_wrong'),
        status: fc.constantFrom('created', 'failed', 'authorized', 'captured'),
      })
      .map(({ id, status }) =>
        attempt(id, status as AttemptFact['status'], id === 'pay_wrong' ? { amountPaise: 100 } : {}),
      ),
    fc.constant(closed),
    fc.constantFrom<Fact>(
      { kind: 'order_placed', userId: fresh().userId, amountPaise: AMOUNT },
      { kind: 'order_placed', userId: fresh().userId, amountPaise: AMOUNT + 1 },
    ),
  );

  test('money kept is the price of an order that stands, or nothing', () => {
    fc.assert(
      fc.property(fc.array(anyFact, { maxLength: 12 }), (facts) => {
        const end = carryOutRefunds(applyFacts(fresh(), facts, context()).payment);
        const stands = end.gatewayPaymentId !== null && !end.closedAs && !end.flags.includes('amount_conflict');
        expect(capturedPaise(end) - refundedPaise(end)).toBe(stands ? AMOUNT : 0);
        expect(publicStatusOf(end) === 'paid').toBe(stands);
      }),
      { numRuns: 2_000 },
    );
  });

  test('every event has the next version, and capture is told at most once', () => {
    fc.assert(
      fc.property(fc.array(anyFact, { maxLength: 12 }), (facts) => {
        const { payment, events } = applyFacts(fresh(), facts, context());
        expect(events.map(({ aggregateVersion }) => aggregateVersion)).toEqual(events.map((_, index) => index + 1));
        expect(payment.version).toBe(events.length);
        const kinds = events.map(({ kind }) => kind.type);
        expect(kinds.filter((type) => type === 'payment.captured').length).toBeLessThanOrEqual(1);
        expect(kinds.filter((type) => type === 'payment.closed').length).toBeLessThanOrEqual(1);
        for (const { kind, data } of events) kind.data.parse(data);
      }),
      { numRuns: 1_000 },
    );
  });

  test('an attempt never goes back', () => {
    const { payment } = replay([
      [attempt('pay_1', 'captured')],
      [attempt('pay_1', 'failed')],
      [attempt('pay_1', 'created')],
    ]);
    expect(payment.attempts).toMatchObject([{ status: 'captured', isCaptured: true }]);
  });
});

describe('money that must go back', () => {
  test.each([
    ['late', [[made], [closed], [attempt('pay_1', 'captured')]], 'late_capture'],
    ['of a paid order that is cancelled', [[made], [attempt('pay_1', 'captured')], [closed]], 'order_cancelled'],
    [
      'paid a second time',
      [[made], [attempt('pay_1', 'captured')], [attempt('pay_2', 'captured')]],
      'duplicate_capture',
    ],
    ['in the wrong amount', [[made], [attempt('pay_1', 'captured', { amountPaise: 1_000 })]], 'amount_mismatch'],
    ['in another currency', [[made], [attempt('pay_1', 'captured', { currency: 'USD' })]], 'amount_mismatch'],
  ] satisfies [string, Fact[][], string][])('%s', (_, deliveries, reason) => {
    const { payment } = replay(deliveries);
    expect(payment.refunds).toMatchObject([{ reason, status: 'requested' }]);
    expect(replay(deliveries, payment).payment.refunds).toHaveLength(1);
  });

  test('a duplicate that went back leaves the order paid in full', () => {
    const paidTwice = replay([[made], [attempt('pay_1', 'captured')], [attempt('pay_2', 'captured')]]).payment;
    const end = carryOutRefunds(paidTwice);
    expect(statusOf(end)).toBe('paid');
    expect(acceptedMoney(end)).toEqual({ capturedPaise: AMOUNT, refundedPaise: 0 });
  });

  test('only what was not given back before is given back when the order is cancelled', () => {
    const partly = replay([
      [made],
      delivery(attempt('pay_1', 'captured'), refund('pay_1', 'processed', 1_000)),
    ]).payment;
    expect(statusOf(partly)).toBe('partially_refunded');
    const { payment } = replay([[closed]], partly);
    expect(payment.refunds.at(-1)).toMatchObject({ reason: 'order_cancelled', amountPaise: AMOUNT - 1_000 });
  });

  test('a refund that failed is not repeated by itself: it needs a person', () => {
    const { payment } = replay([[made], [closed], [attempt('pay_1', 'captured')]]);
    const receipt = payment.refunds[0]?.id ?? '';
    const end = replay([[{ ...refund('pay_1', 'failed'), receipt }], [attempt('pay_1', 'captured')]], payment).payment;
    expect(end.refunds).toMatchObject([{ status: 'failed' }]);
    expect(attentionOf(end)).toEqual(['late_capture', 'refund_failed']);
  });

  test('what Razorpay gives back by itself before the capture was never ours', () => {
    const { payment, events } = replay(histories['given back by Razorpay before it was captured'] ?? []);
    expect(payment).toMatchObject({ refunds: [], gatewayPaymentId: null, attempts: [{ status: 'refunded' }] });
    expect(statusOf(payment)).toBe('pending');
    expect(events.map(({ kind }) => kind.type)).toEqual(['payment.created']);
  });

  test('nothing is refunded while the bank disputes the payment', () => {
    const { payment } = replay([[made], [attempt('pay_1', 'captured')], [{ kind: 'dispute' }], [closed]]);
    expect(payment.refunds).toEqual([]);
  });
});

test('an order that costs something else than its payment is not paid by it, whichever is known first', () => {
  const conflict: Fact = { kind: 'order_placed', userId: fresh().userId, amountPaise: AMOUNT + 100 };
  for (const facts of [
    [made, conflict, attempt('pay_1', 'captured')],
    [made, attempt('pay_1', 'captured'), conflict],
  ]) {
    const { payment } = applyFacts(fresh(), facts, context());
    expect(publicStatusOf(payment)).not.toBe('paid');
    expect(payment.refunds).toMatchObject([{ reason: 'amount_mismatch', amountPaise: AMOUNT }]);
  }
});
