import type { OrderView } from '@campus/contracts/order-state';
import { expect, test } from 'vitest';
import { openOrders } from './open-orders.ts';

const order = (order_number: string, status: OrderView['status'], confirmed_at: string | null) =>
  ({ order_number, status, confirmed_at }) as OrderView;
const AT = '2026-02-13T06:00:00.000Z';

test('an order that waits for its payment ends with the account, a confirmed one goes on, a final one is no matter', () => {
  const orders = [
    order('unpaid', 'received', null),
    order('cash', 'received', AT),
    order('paid', 'ready', AT),
    order('eaten', 'completed', AT),
    order('expired', 'cancelled', null),
  ];
  expect(openOrders(orders)).toEqual({ unpaid: ['unpaid'], going: ['cash', 'paid'] });
});
