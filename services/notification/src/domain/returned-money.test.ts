import { expect, test } from 'vitest';
import { returnedMoneyFor } from './returned-money.ts';

const money = { orderId: 'order-1', customerId: 'asha', amountPaise: 46_000 };

test('money that never was the order’s is told as returned, not as a refund of the order', () => {
  expect(returnedMoneyFor(money, 'ORD-20260213-042')).toMatchObject({
    recipientId: 'asha',
    orderId: 'order-1',
    title: 'Payment Returned',
    body: '₹460.00 that arrived late, twice or in the wrong amount for order #ORD-20260213-042 has been returned to you',
    data: { order_number: 'ORD-20260213-042' },
  });
});

test('without the number of the order the text still stands', () => {
  const { body, data } = returnedMoneyFor(money, undefined);
  expect(body).toBe('₹460.00 that arrived late, twice or in the wrong amount for your order has been returned to you');
  expect(data).toEqual({});
});
