import { expect, test } from 'vitest';
import { differencesOf, type GatewayMoney } from './mismatch.ts';
import { newPayment, type Payment, type Refund } from './payment.ts';

const at = new Date('2026-02-13T08:30:00Z');
const paid: Payment = {
  ...newPayment({ id: 'payment', orderId: 'order', userId: 'user', amountPaise: 46_000, at }),
  gatewayPaymentId: 'pay_1',
  attempts: [{ gatewayPaymentId: 'pay_1', status: 'captured', amountPaise: 46_000, currency: 'INR', isCaptured: true }],
};
const refund = (status: Refund['status'], amountPaise: number): Refund => ({
  ...{ id: `refund ${status}`, gatewayPaymentId: 'pay_1', gatewayRefundId: null, amountPaise, status, blockedBy: null },
  ...{ reasonKey: status, reason: status, createdAt: at, processedAt: null },
});
const there = (more: Partial<GatewayMoney> = {}): GatewayMoney => ({
  ...{ gatewayPaymentId: 'pay_1', amountPaise: 46_000, isCaptured: true, refundedPaise: 0, ...more },
});
const kinds = (payment: Payment, money: GatewayMoney) => differencesOf(payment, money).map(({ kind }) => kind);

test('books that agree have no differences, and what was never captured is in neither', () => {
  expect(kinds(paid, there())).toEqual([]);
  expect(kinds(paid, there({ gatewayPaymentId: 'pay_2', isCaptured: false }))).toEqual([]);
});

test('a capture that we do not know, or know only as an attempt, was missed', () => {
  const missed = [{ kind: 'missed_capture', gatewayPaise: 46_000, knownPaise: 0 }];
  expect(differencesOf({ ...paid, attempts: [] }, there())).toEqual(missed);
  const attempts = paid.attempts.map((attempt) => ({ ...attempt, status: 'failed' as const, isCaptured: false }));
  expect(differencesOf({ ...paid, attempts }, there())).toEqual(missed);
});

test('another amount is a difference', () => {
  expect(differencesOf(paid, there({ amountPaise: 45_000 }))).toEqual([
    { kind: 'amount_differs', gatewayPaise: 45_000, knownPaise: 46_000 },
  ]);
});

test('refunds that Razorpay has taken on must be in its books, those on their way may be, failed ones must not', () => {
  const refunds = [refund('processed', 1_000), refund('pending', 2_000), refund('submitted', 4_000)];
  const payment = { ...paid, refunds: [...refunds, refund('failed', 8_000)] };
  expect(kinds(payment, there({ refundedPaise: 3_000 }))).toEqual([]);
  expect(kinds(payment, there({ refundedPaise: 7_000 }))).toEqual([]);
  for (const refundedPaise of [2_999, 7_001]) {
    expect(kinds(payment, there({ refundedPaise }))).toEqual(['refund_differs']);
  }
});
