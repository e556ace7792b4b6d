import type { CloudEvent } from '@campus/contracts/event';
import { paymentCaptured, paymentRefunded } from '@campus/contracts/payment-events';
import { expect, test } from 'vitest';
import { refundResidue } from './refund-residue.ts';

const event = (type: string, data: object): CloudEvent => ({
  specversion: '1.0',
  id: '0195a000-0000-7000-8000-0000000000aa',
  source: '/payment',
  type,
  subject: 'payment/1',
  time: '2026-02-13T08:30:05.000Z',
  datacontenttype: 'application/json',
  aggregatetype: 'payment',
  aggregateid: '0195a000-0000-7000-8000-000000000010',
  aggregateversion: 3,
  data,
});

test('every refund remains, superseded or not, and nothing else; one that cannot be read is not thrown away', () => {
  const refund = event(paymentRefunded.type, paymentRefunded.example);
  expect(refundResidue(refund, { isNewest: false })).toBeDefined();
  expect(refundResidue(event(paymentCaptured.type, paymentCaptured.example), { isNewest: true })).toBeUndefined();
  expect(refundResidue(event(paymentRefunded.type, {}), { isNewest: true })).toBe('unreadable');
});

test('what remains can be read and names no person', () => {
  const person = '0195a000-0000-7000-8000-00000000beef';
  const { payment, refund } = paymentRefunded.example;
  const spoken = { ...refund, reason: 'Beef was ill' };
  const data = {
    payment: { ...payment, user_id: person, gateway_payment_id: 'pay_beef', refunds: [spoken] },
    refund: spoken,
    is_order_money: false,
  };
  const remains = refundResidue(event(paymentRefunded.type, data), { isNewest: true });
  expect(JSON.stringify(remains)).not.toMatch(/beef/i);
  if (!remains || remains === 'unreadable') throw new Error('nothing remains');
  expect(paymentRefunded.data.parse(remains.data)).toMatchObject({
    payment: { order_id: payment.order_id, version: payment.version },
    refund: { id: refund.id, amount_paise: refund.amount_paise, processed_at: refund.processed_at },
    is_order_money: false,
  });
});
