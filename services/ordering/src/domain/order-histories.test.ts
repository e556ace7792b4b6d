import type { Actor } from '@campus/contracts/order-state';
import { AppError } from '@campus/errors/app-error';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { advance, cancel } from './advance.ts';
import { assign, deliver, unassign } from './delivery.ts';
import { acknowledge, reestimate } from './estimate.ts';
import { type Decision, type Order, SYSTEM } from './order.ts';
import { CUSTOMER, orderLike, RIDER } from './order-fixture.test-data.ts';
import { capture, expectPayment, receiveCash, refund } from './payment.ts';

type Fact = (order: Order, at: Date) => Decision;

const kitchen: Actor = { role: 'kitchen', id: '0195a000-0000-7000-8000-000000000021' };
const admin: Actor = { role: 'admin', id: '0195a000-0000-7000-8000-000000000022' };
const rider = { id: RIDER, name: 'Ravi', role: 'delivery', isActive: true };
const someone = fc.constantFrom<Actor>(
  kitchen,
  admin,
  SYSTEM,
  { role: 'consumer', id: CUSTOMER },
  { role: 'delivery', id: RIDER },
);
const status = fc.constantFrom('received', 'preparing', 'ready', 'out_for_delivery', 'completed', 'cancelled' as const);

const fact: fc.Arbitrary<Fact> = fc.oneof(
  fc.tuple(status, someone).map(
    ([to, by]): Fact =>
      (order, at) =>
        advance(order, { to, by, at, reason: 'other', readyTime: at }),
  ),
  someone.map(
    (by): Fact =>
      (order, at) =>
        cancel(order, { by, at, reason: 'other' }),
  ),
  fc.constantFrom<Fact>(
    (order, at) => expectPayment(order, { gatewayOrderId: 'order_A', expiresAt: at, at }),
    (order, at) => capture(order, { capturedPaise: order.totalPaise, day: '2026-02-13', at }),
    (order, at) => refund(order, { refundedPaise: order.totalPaise, at }),
    (order, at) => receiveCash(order, kitchen, at),
    (order, at) => reestimate(order, at, kitchen, at),
    (order, at) => acknowledge(order, kitchen, at),
    (order, at) => assign(order, rider, admin, at),
    (order, at) => unassign(order, admin, at),
    (order, at) =>
      deliver(order, { to: 'picked_up', cashCollected: false, reason: null, by: { role: 'delivery', id: RIDER }, at }),
    (order, at) =>
      deliver(order, { to: 'delivered', cashCollected: true, reason: null, by: { role: 'delivery', id: RIDER }, at }),
    (order, at) =>
      deliver(order, { to: 'failed', cashCollected: false, reason: 'nobody', by: { role: 'delivery', id: RIDER }, at }),
  ),
);

const beginning = fc
  .record({
    orderType: fc.constantFrom('pickup', 'delivery' as const),
    paymentMethod: fc.constantFrom('upi', 'cash' as const),
  })
  .map((choice) =>
    orderLike({ ...choice, confirmedAt: choice.paymentMethod === 'cash' ? new Date(0) : null, assignment: null }),
  );

const LEGAL = new Set(
  [
    'received>preparing preparing>ready ready>preparing ready>out_for_delivery ready>completed out_for_delivery>completed',
    'received>cancelled preparing>cancelled ready>cancelled out_for_delivery>cancelled',
  ].flatMap((line) => line.split(' ')),
);

/** Applies the facts one after the other; a refused one changes nothing. Returns every version of the order. */
function live(order: Order, facts: Fact[]): Order[] {
  const versions = [order];
  facts.forEach((apply, second) => {
    try {
      const { changes } = apply(versions.at(-1) as Order, new Date(second * 1000));
      versions.push(...changes.map(({ order: version }) => version));
    } catch (error) {
      if (!(error instanceof AppError)) throw error;
    }
  });
  return versions;
}

test('whatever happens to an order, in whatever order, its history stays legal', () => {
  fc.assert(
    fc.property(beginning, fc.array(fact, { maxLength: 25 }), (order, facts) => {
      const versions = live(order, facts);
      versions.forEach((version, index) => {
        const before = versions[index - 1];
        if (!before) return;
        expect(version.version).toBe(before.version + 1);
        if (version.status !== before.status) expect(LEGAL).toContain(`${before.status}>${version.status}`);
        if (version.status !== 'received' && version.status !== 'cancelled') expect(version.confirmedAt).not.toBeNull();
        if (version.status === 'completed') expect(['paid', 'refunded']).toContain(version.paymentStatus);
        if (version.status === 'out_for_delivery') expect(version.assignment).not.toBeNull();
        expect(version.totalPaise).toBe(order.totalPaise);
      });
    }),
    { numRuns: 10_000 },
  );
});

test('every fact told twice leaves the order as if it was told once', () => {
  fc.assert(
    fc.property(beginning, fc.array(fact, { maxLength: 15 }), fact, (order, facts, last) => {
      const before = live(order, facts).at(-1) as Order;
      const at = new Date(1_000_000);
      const once = live(before, [() => last(before, at)]).at(-1) as Order;
      const twice = live(once, [() => last(once, at)]).at(-1) as Order;
      expect(twice).toEqual(once);
    }),
    { numRuns: 10_000 },
  );
});
