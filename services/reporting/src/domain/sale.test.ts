import { orderConfirmed, orderPlaced } from '@campus/contracts/order-events';
import type { OrderState } from '@campus/contracts/order-state';
import { expect, test } from 'vitest';
import { saleOf } from './sale.ts';

const order = (change: Partial<OrderState>): OrderState => ({ ...orderConfirmed.example.order, ...change });

test.each([
  ['2026-02-13T17:59:59.999Z', '2026-02-13'],
  ['2026-02-13T18:00:00Z', '2026-02-13'],
  ['2026-02-13T18:29:59.999Z', '2026-02-13'],
  ['2026-02-13T18:30:00Z', '2026-02-14'],
  ['2026-02-13T19:00:00Z', '2026-02-14'],
])('an order confirmed at %s belongs to %s on campus', (confirmedAt, day) => {
  expect(saleOf(order({ confirmed_at: confirmedAt }), 'Asia/Kolkata')?.confirmedDay).toBe(day);
});

test.each([
  ['2026-02-13', '2026-02-13'],
  [null, '2026-02-14'],
  [undefined, '2026-02-14'],
])('after midnight, the day %s that ordering names makes it a sale of %s', (confirmed_day, day) => {
  const night = order({ confirmed_at: '2026-02-13T19:00:00Z', confirmed_day });
  expect(saleOf(night, 'Asia/Kolkata')?.confirmedDay).toBe(day);
});

test('an order that is not confirmed is no sale', () => {
  expect(saleOf(orderPlaced.example.order, 'Asia/Kolkata')).toBeUndefined();
});

test.each([
  ['upi', 'paid', true],
  ['upi', 'refunded', true],
  ['cash', 'pending', false],
  ['cash', 'failed', false],
  ['cash', 'paid', true],
  ['cash', 'refunded', true],
] as const)('a confirmed %s order that is %s counts as revenue: %s', (payment_method, payment_status, isPaid) => {
  expect(saleOf(order({ payment_method, payment_status }), 'Asia/Kolkata')?.isPaid).toBe(isPaid);
});
