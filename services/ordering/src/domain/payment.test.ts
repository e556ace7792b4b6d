import { expect, test } from 'vitest';
import { orderLike } from './order-fixture.test-data.ts';
import { capture, expectPayment, postponeExpiry, receiveCash, refund } from './payment.ts';

const at = new Date('2026-02-13T08:31:00Z');
const unpaid = orderLike({ confirmedAt: null, paymentStatus: 'pending' });

test('its own money confirms a waiting order, once', () => {
  const { order, changes } = capture(unpaid, { capturedPaise: 46_000, day: '2026-02-13', at });
  expect(order).toMatchObject({ paymentStatus: 'paid', confirmedAt: at, expiresAt: null, version: 2 });
  expect(changes).toHaveLength(1);
  expect(capture(order, { capturedPaise: 46_000, day: '2026-02-13', at }).changes).toEqual([]);
});

test('an amount that is not the total confirms nothing', () => {
  expect(() => capture(unpaid, { capturedPaise: 45_999, day: '2026-02-13', at })).toThrow(
    expect.objectContaining({ code: 'PAYMENT_FAILED' }),
  );
});

test('money for a cancelled order never revives it', () => {
  const { order } = capture(
    { ...unpaid, status: 'cancelled', paymentStatus: 'failed' },
    { capturedPaise: 46_000, day: '2026-02-13', at },
  );
  expect(order).toMatchObject({ status: 'cancelled', paymentStatus: 'paid', confirmedAt: null });
  expect(refund(order, { refundedPaise: 46_000, at }).order.paymentStatus).toBe('refunded');
});

test('a partial refund leaves the order paid', () => {
  const paid = orderLike({ paymentStatus: 'paid' });
  expect(refund(paid, { refundedPaise: 10_000, at }).changes).toEqual([]);
});

test('the time to live starts with the payment and only once', () => {
  const expiresAt = new Date('2026-02-13T08:46:00Z');
  const { order } = expectPayment(unpaid, { gatewayOrderId: 'order_A', expiresAt, at });
  expect(order).toMatchObject({ expiresAt, gatewayOrderId: 'order_A' });
  expect(expectPayment(order, { gatewayOrderId: 'order_A', expiresAt: at, at }).changes).toEqual([]);
  expect(
    expectPayment(orderLike({ paymentStatus: 'paid' }), { gatewayOrderId: 'order_A', expiresAt, at }).changes,
  ).toEqual([]);
});

test('R10: an order for which somebody is paying lasts longer, never shorter, and only while it waits', () => {
  const [earlier, expiresAt, awaitedUntil] = ['08:40', '08:46', '08:57'].map(
    (time) => new Date(`2026-02-13T${time}:00Z`),
  ) as [Date, Date, Date];
  const waiting = { ...unpaid, expiresAt };
  const { order, changes } = postponeExpiry(waiting, { awaitedUntil, at });
  expect(order).toMatchObject({ expiresAt: awaitedUntil, status: 'received', version: 2 });
  expect(changes).toMatchObject([{ change: { type: 'payment', from: 'pending', to: 'pending' } }]);
  expect(postponeExpiry(order, { awaitedUntil, at }).changes).toEqual([]);
  expect(postponeExpiry(waiting, { awaitedUntil: earlier, at }).changes).toEqual([]);
  const others = [
    unpaid,
    { ...waiting, status: 'cancelled' as const },
    capture(waiting, { capturedPaise: 46_000, day: '2026-02-13', at }).order,
  ];
  for (const other of others) expect(postponeExpiry(other, { awaitedUntil, at }).changes).toEqual([]);
});

test('cash is received once, and never for a UPI or cancelled order', () => {
  const by = { role: 'kitchen' as const, id: null };
  const cash = orderLike({ paymentMethod: 'cash', paymentStatus: 'pending' });
  const { order } = receiveCash(cash, by, at);
  expect(order.paymentStatus).toBe('paid');
  expect(receiveCash(order, by, at).changes).toEqual([]);
  expect(() => receiveCash(unpaid, by, at)).toThrow(expect.objectContaining({ code: 'INVALID_TRANSITION' }));
  expect(() => receiveCash({ ...cash, status: 'cancelled' }, by, at)).toThrow();
});
