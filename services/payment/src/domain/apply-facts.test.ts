import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { applyFacts } from './apply-facts.ts';
import { attentionOf } from './attention.ts';
import type { AttemptFact, Fact, FactContext, RefundFact } from './facts.ts';
import { acceptedMoney, capturedPaise, refundedPaise } from './money-of-payment.ts';
import { newPayment, type Payment } from './payment.ts';
import { publicStatusOf, statusOf } from './payment-status.ts';
import { requestRefund } from './request-refund.ts';
import { submitRefund } from './submit-refund.ts';

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

const inMinutes = (minutes: number) => new Date(NOW.getTime() + minutes * 60_000);

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

const permutations = <Item>(items: Item[]): Item[][] =>
  items.length < 2
    ? [items]
    : items.flatMap((first, index) => permutations(items.toSpliced(index, 1)).map((rest) => [first, ...rest]));

describe('news in any order, any number of times', () => {
  test.each(Object.entries(histories))('R6: %s, in each order, doubled and replayed: one end', (_, deliveries) => {
    const end = essence(replay(deliveries).payment);
    for (const order of permutations(deliveries)) {
      const twice = order.flatMap((delivery) => [delivery, delivery]);
      for (const schedule of [order, twice, [...order, ...order], [...order, ...deliveries]]) {
        expect(essence(replay(schedule).payment)).toEqual(end);
      }
    }
  });

  test('R6: 10,000 schedules of repeated and shuffled news end where their history ends', () => {
    const anySchedule = fc.constantFrom(...Object.values(histories)).chain((deliveries) =>
      fc
        .array(fc.constantFrom(...deliveries), { maxLength: 6 })
        .map((again) => [...deliveries, ...again])
        .chain((all) => fc.shuffledSubarray(all, { minLength: all.length }))
        .map((schedule) => ({ deliveries, schedule })),
    );
    fc.assert(
      fc.property(anySchedule, ({ deliveries, schedule }) => {
        expect(essence(replay(schedule).payment)).toEqual(essence(replay(deliveries).payment));
      }),
      { numRuns: 10_000 },
    );
  });

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
    fc.integer({ min: 0, max: 3 }).map((minutes): Fact => ({ kind: 'order_expires', at: inMinutes(minutes) })),
    fc.integer({ min: 0, max: 3 }).map((minutes): Fact => ({ kind: 'in_flight', until: inMinutes(minutes) })),
    fc.constant<Fact>({ kind: 'mismatch' }),
  );

  test('R10, R11, R12, R19: money kept is the price of an order that stands, or nothing', () => {
    fc.assert(
      fc.property(fc.array(anyFact, { maxLength: 12 }), (facts) => {
        const end = carryOutRefunds(applyFacts(fresh(), facts, context()).payment);
        const stands = end.gatewayPaymentId !== null && !end.closedAs && !end.flags.includes('amount_conflict');
        expect(capturedPaise(end) - refundedPaise(end)).toBe(stands ? AMOUNT : 0);
        expect(publicStatusOf(end) === 'paid').toBe(stands);
      }),
      { numRuns: 10_000 },
    );
  });

  test('R3: every event has the next version, and capture, closing and waiting are told at most once', () => {
    fc.assert(
      fc.property(fc.array(anyFact, { maxLength: 12 }), (facts) => {
        const { payment, events } = applyFacts(fresh(), facts, context());
        expect(events.map(({ aggregateVersion }) => aggregateVersion)).toEqual(events.map((_, index) => index + 1));
        expect(payment.version).toBe(events.length);
        const kinds = events.map(({ kind }) => kind.type);
        for (const once of ['payment.captured', 'payment.closed', 'payment.awaited']) {
          expect(kinds.filter((type) => type === once).length).toBeLessThanOrEqual(1);
        }
        for (const { kind, data } of events) kind.data.parse(data);
      }),
      { numRuns: 5_000 },
    );
  });

  test('R7: an attempt never goes back', () => {
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
    ['R25: late', [[made], [closed], [attempt('pay_1', 'captured')]], 'late_capture'],
    ['R11: of a paid order that is cancelled', [[made], [attempt('pay_1', 'captured')], [closed]], 'order_cancelled'],
    [
      'R12: paid a second time',
      [[made], [attempt('pay_1', 'captured')], [attempt('pay_2', 'captured')]],
      'duplicate_capture',
    ],
    ['R19: in the wrong amount', [[made], [attempt('pay_1', 'captured', { amountPaise: 1_000 })]], 'amount_mismatch'],
    ['R19: in another currency', [[made], [attempt('pay_1', 'captured', { currency: 'USD' })]], 'amount_mismatch'],
  ] satisfies [string, Fact[][], string][])('%s', (_, deliveries, reason) => {
    const { payment } = replay(deliveries);
    expect(payment.refunds).toMatchObject([{ reason, status: 'requested' }]);
    expect(replay(deliveries, payment).payment.refunds).toHaveLength(1);
  });

  test('R12: a duplicate that went back leaves the order paid in full', () => {
    const paidTwice = replay([[made], [attempt('pay_1', 'captured')], [attempt('pay_2', 'captured')]]).payment;
    const end = carryOutRefunds(paidTwice);
    expect(statusOf(end)).toBe('paid');
    expect(acceptedMoney(end)).toEqual({ capturedPaise: AMOUNT, refundedPaise: 0 });
  });

  test('R20: only what was not given back before is given back when the order is cancelled', () => {
    const partly = replay([
      [made],
      delivery(attempt('pay_1', 'captured'), refund('pay_1', 'processed', 1_000)),
    ]).payment;
    expect(statusOf(partly)).toBe('partially_refunded');
    const { payment } = replay([[closed]], partly);
    expect(payment.refunds.at(-1)).toMatchObject({ reason: 'order_cancelled', amountPaise: AMOUNT - 1_000 });
  });

  test('R18: a refund that failed is not repeated by itself: it needs a person', () => {
    const { payment } = replay([[made], [closed], [attempt('pay_1', 'captured')]]);
    const receipt = payment.refunds[0]?.id ?? '';
    const end = replay([[{ ...refund('pay_1', 'failed'), receipt }], [attempt('pay_1', 'captured')]], payment).payment;
    expect(end.refunds).toMatchObject([{ status: 'failed' }]);
    expect(attentionOf(end)).toEqual(['late_capture', 'refund_failed']);
  });

  test('R17: what Razorpay gives back by itself before the capture was never ours', () => {
    const { payment, events } = replay(histories['given back by Razorpay before it was captured'] ?? []);
    expect(payment).toMatchObject({ refunds: [], gatewayPaymentId: null, attempts: [{ status: 'refunded' }] });
    expect(statusOf(payment)).toBe('pending');
    expect(events.map(({ kind }) => kind.type)).toEqual(['payment.created']);
  });

  test('R26: nothing is refunded while the bank disputes the payment', () => {
    const { payment } = replay([[made], [attempt('pay_1', 'captured')], [{ kind: 'dispute' }], [closed]]);
    expect(payment.refunds).toEqual([]);
  });

  test('R26: a refund that was not sent yet is not sent any more once the bank disputes', () => {
    const { payment } = replay([[made], [attempt('pay_1', 'captured')], [closed], [{ kind: 'dispute' }]]);
    const [due] = payment.refunds;
    expect(due?.status).toBe('requested');
    const submitted = submitRefund(payment, due?.id ?? '');
    expect(submitted.refund).toBeUndefined();
    expect(attentionOf(submitted.payment)).toEqual(['dispute', 'refund_failed']);
  });

  test('R18: too low a balance blocks a refund until Razorpay takes it on, and only then', () => {
    const { payment } = replay([[made], [attempt('pay_1', 'captured')], [closed]]);
    const receipt = payment.refunds[0]?.id ?? '';
    const blocked: Fact = { kind: 'refund_blocked', refundId: receipt, by: 'insufficient_balance' };
    const sent = submitRefund(payment, receipt).payment;
    const waiting = replay([[blocked]], sent).payment;
    expect(attentionOf(waiting)).toEqual(['insufficient_balance']);
    const end = replay([[{ ...refund('pay_1', 'processed'), receipt }], [blocked]], waiting).payment;
    expect(end.refunds).toMatchObject([{ status: 'processed', blockedBy: null }]);
    expect(attentionOf(end)).toEqual([]);
  });

  test('R18: a failed refund stops calling once a later one of the same money is on its way', () => {
    const paidTwice = replay([[made], [attempt('pay_1', 'captured')], [attempt('pay_2', 'captured')]]).payment;
    const receipt = paidTwice.refunds[0]?.id ?? '';
    const failed = replay([[{ ...refund('pay_2', 'failed'), receipt }]], paidTwice).payment;
    expect(attentionOf(failed)).toEqual(['duplicate_capture', 'refund_failed']);
    const wish = { reason: 'again', reasonKey: 'admin:1' };
    const other = requestRefund(failed, wish, { ...context(), newId: () => 'other' }).payment;
    expect(other.refunds.at(-1)).toMatchObject({ gatewayPaymentId: 'pay_1' });
    expect(attentionOf(other)).toEqual(['duplicate_capture', 'refund_failed']);
    const named = { ...wish, gatewayPaymentId: 'pay_2' };
    const again = requestRefund(failed, named, { ...context(), newId: () => 'again' }).payment;
    expect(again.refunds.at(-1)).toMatchObject({ gatewayPaymentId: 'pay_2', amountPaise: AMOUNT });
    expect(attentionOf(again)).toEqual(['duplicate_capture']);
  });
});

describe('R10: waiting for somebody who is paying', () => {
  const expires: Fact = { kind: 'order_expires', at: inMinutes(15) };
  const inFlight = (minutes: number): Fact => ({ kind: 'in_flight', until: inMinutes(minutes) });

  test('R10: an open payment waits once, for longer than the order would have lived', () => {
    const { payment, events } = replay([[made], [expires], [inFlight(20)], [inFlight(25)]]);
    expect(payment).toMatchObject({ awaitedUntil: inMinutes(20), expiresAt: inMinutes(15) });
    expect(events.map(({ kind }) => kind.type)).toEqual(['payment.created', 'payment.awaited']);
    expect(events[1]?.data).toMatchObject({ awaited_until: inMinutes(20).toISOString(), payment: { version: 2 } });
  });

  test.each([
    ['without an end there is nothing to put off', [[made], [inFlight(20)]]],
    ['an attempt that ends before the order does changes nothing', [[made], [expires], [inFlight(15)]]],
    ['a closed payment', [[made], [expires], [closed], [inFlight(20)]]],
    ['a paid one', [[made], [expires], [attempt('pay_1', 'captured')], [inFlight(20)]]],
  ] satisfies [string, Fact[][]][])('R10: nobody is waited for: %s', (_, deliveries) => {
    const { payment, events } = replay(deliveries);
    expect(payment.awaitedUntil).toBeNull();
    expect(events.map(({ kind }) => kind.type)).not.toContain('payment.awaited');
  });

  test('R10: the end of an order only moves later', () => {
    const { payment } = replay([[made], [{ kind: 'order_expires', at: inMinutes(27) }], [expires]]);
    expect(payment.expiresAt).toEqual(inMinutes(27));
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
