import type { AdminPaymentView } from '@campus/contracts/payments-api';
import { expect, test } from 'vitest';
import { failedRefunds, isSettled } from './attention.ts';

type Refund = AdminPaymentView['refunds'][number];

const attempt = (id: string, refundable: number) =>
  ({ gateway_payment_id: id, amount: 60, is_captured: true, refundable }) as AdminPaymentView['attempts'][number];
const refund = (id: string, fields: Partial<Refund>) =>
  ({ id, gateway_payment_id: 'pay_a', amount: 25, status: 'processed', ...fields }) as Refund;
const payment = (fields: Partial<AdminPaymentView>) =>
  ({
    needs_attention: ['late_capture'],
    gateway_payment_id: null,
    attempts: [],
    refunds: [],
    ...fields,
  }) as AdminPaymentView;

test('money that came too late is settled once all of it is back, not before', () => {
  const late = (status: Refund['status'], refundable = 0) =>
    isSettled(payment({ attempts: [attempt('pay_a', refundable)], refunds: [refund('r', { amount: 60, status })] }));
  expect([late('processed'), late('pending'), late('failed', 60), late('processed', 10)]).toEqual([
    true,
    false,
    false,
    false,
  ]);
});

test('what paid the order may stay, and whatever does not heal by itself is never settled', () => {
  const twice = {
    needs_attention: ['duplicate_capture'],
    gateway_payment_id: 'pay_own',
    attempts: [attempt('pay_own', 60), attempt('pay_a', 0)],
    refunds: [refund('r', { amount: 60 })],
  };
  expect(isSettled(payment(twice))).toBe(true);
  expect(isSettled(payment({ ...twice, needs_attention: ['duplicate_capture', 'dispute'] }))).toBe(false);
});

test('a failed refund is offered again, with what is left at most, until a later one has its place', () => {
  const offered = (refunds: Refund[], refundable = 60) =>
    failedRefunds(payment({ attempts: [attempt('pay_a', refundable)], refunds })).map((one) => [
      one.refund.id,
      one.amount,
    ]);
  const failed = refund('failed', { status: 'failed' });
  expect(offered([failed])).toEqual([['failed', 25]]);
  expect(offered([failed], 10)).toEqual([['failed', 10]]);
  expect(offered([failed, refund('again', { status: 'failed' })])).toEqual([['again', 25]]);
  expect(offered([failed, refund('again', { status: 'pending' })])).toEqual([]);
  expect(offered([failed, refund('part', { amount: 10 })])).toEqual([['failed', 25]]);
  expect(offered([failed, refund('other', { gateway_payment_id: 'pay_b' })])).toEqual([['failed', 25]]);
  expect(offered([failed], 0)).toEqual([]);
});
