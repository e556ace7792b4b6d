import { describe, expect, test } from 'vitest';
import { newPayment, type Payment } from './payment.ts';
import { requestRefund } from './request-refund.ts';

const at = new Date('2026-02-13T08:30:00Z');
const paid: Payment = {
  ...newPayment({ id: 'payment', orderId: 'order', userId: 'user', amountPaise: 46_000, at }),
  gatewayPaymentId: 'pay_1',
  attempts: [{ gatewayPaymentId: 'pay_1', status: 'captured', amountPaise: 46_000, currency: 'INR', isCaptured: true }],
};
const give = (payment: Payment, amountPaise?: number) =>
  requestRefund(
    payment,
    { amountPaise, reason: 'cold food', reasonKey: `admin:${amountPaise}` },
    { now: at, newId: () => 'refund' },
  );

describe('a refund by an admin', () => {
  test('is the whole rest unless an amount is named', () => {
    const { payment, refund } = give(paid, 6_000);
    expect(refund).toMatchObject({ amountPaise: 6_000, status: 'requested' });
    expect(give(payment).refund.amountPaise).toBe(40_000);
  });

  test('counts what is on its way, but not what failed', () => {
    const { payment } = give(paid, 40_000);
    expect(() => give(payment, 6_001)).toThrow(
      expect.objectContaining({ code: 'REFUND_EXCEEDS_PAYMENT', details: { refundable: 60 } }),
    );
    const failed = { ...payment, refunds: payment.refunds.map((refund) => ({ ...refund, status: 'failed' as const })) };
    expect(give(failed, 46_000).refund.amountPaise).toBe(46_000);
  });

  test('needs money to give', () => {
    expect(() => give({ ...paid, gatewayPaymentId: null, attempts: [] })).toThrow('cannot be given back');
    expect(() => give(give(paid).payment)).toThrow('cannot be given back');
    expect(() => give(paid, 99)).toThrow(expect.objectContaining({ code: 'VALIDATION_ERROR' }));
  });
});
