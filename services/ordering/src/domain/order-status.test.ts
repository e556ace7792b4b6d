import type { Actor } from '@campus/contracts/order-state';
import { expect, test } from 'vitest';
import { advance } from './advance.ts';
import type { Order, OrderStatus } from './order.ts';
import { CUSTOMER, orderLike, RIDER } from './order-fixture.test-data.ts';
import { allowedNext } from './order-status.ts';

const STATUSES: OrderStatus[] = ['received', 'preparing', 'ready', 'out_for_delivery', 'completed', 'cancelled'];
const ACTORS: Record<string, Actor> = {
  owner: { role: 'consumer', id: CUSTOMER },
  stranger: { role: 'consumer', id: '0195a000-0000-7000-8000-0000000000ff' },
  kitchen: { role: 'kitchen', id: '0195a000-0000-7000-8000-000000000021' },
  admin: { role: 'admin', id: '0195a000-0000-7000-8000-000000000022' },
  rider: { role: 'delivery', id: RIDER },
  'other rider': { role: 'delivery', id: '0195a000-0000-7000-8000-0000000000fe' },
  system: { role: 'system', id: null },
};

// Written from product.md section 3, not from the code: who may take a confirmed, paid order from where to where.
const EXPECTED: Record<'pickup' | 'delivery', Record<string, Partial<Record<OrderStatus, OrderStatus[]>>>> = {
  pickup: {
    owner: { received: ['cancelled'] },
    stranger: {},
    kitchen: {
      received: ['preparing', 'cancelled'],
      preparing: ['ready', 'cancelled'],
      ready: ['preparing', 'completed'],
    },
    admin: {
      received: ['preparing', 'cancelled'],
      preparing: ['ready', 'cancelled'],
      ready: ['preparing', 'completed', 'cancelled'],
      out_for_delivery: ['completed', 'cancelled'],
    },
    rider: {},
    'other rider': {},
    system: { received: ['cancelled'] },
  },
  delivery: {
    owner: { received: ['cancelled'] },
    stranger: {},
    kitchen: {
      received: ['preparing', 'cancelled'],
      preparing: ['ready', 'cancelled'],
      ready: ['preparing', 'out_for_delivery'],
    },
    admin: {
      received: ['preparing', 'cancelled'],
      preparing: ['ready', 'cancelled'],
      ready: ['preparing', 'out_for_delivery', 'cancelled'],
      out_for_delivery: ['completed', 'cancelled'],
    },
    rider: { ready: ['out_for_delivery'], out_for_delivery: ['completed'] },
    'other rider': {},
    system: { received: ['cancelled'] },
  },
};

const cases = (['pickup', 'delivery'] as const).flatMap((orderType) =>
  Object.keys(ACTORS).flatMap((who) =>
    STATUSES.flatMap((from) => STATUSES.filter((to) => to !== from).map((to) => ({ orderType, who, from, to }))),
  ),
);

test.each(cases)(
  '$orderType: $who takes an order from $from to $to only where the table says so',
  ({ orderType, who, from, to }) => {
    const order = orderLike({ orderType, status: from, paymentStatus: 'paid' });
    const legal = EXPECTED[orderType][who]?.[from]?.includes(to) ?? false;
    const step = {
      to,
      by: ACTORS[who] as Actor,
      at: new Date('2026-02-13T09:00:00Z'),
      reason: 'other',
      readyTime: null,
    };
    if (legal) {
      expect(advance(order, step).order).toMatchObject({ status: to, version: order.version + 1 });
    } else {
      expect(() => advance(order, step)).toThrow(expect.objectContaining({ code: 'INVALID_TRANSITION' }));
    }
  },
);

test.each<[string, Partial<Order>, OrderStatus]>([
  ['an unconfirmed order is not cooked', { status: 'received', confirmedAt: null }, 'preparing'],
  ['an unpaid pickup is not handed over', { status: 'ready', paymentStatus: 'pending' }, 'completed'],
  [
    'a delivery does not leave without a rider',
    { orderType: 'delivery', status: 'ready', assignment: null },
    'out_for_delivery',
  ],
  ['a delivery is not completed at the counter', { orderType: 'delivery', status: 'ready' }, 'completed'],
])('%s', (_sentence, state, to) => {
  expect(allowedNext(orderLike({ paymentStatus: 'paid', ...state }), ACTORS.admin as Actor)).not.toContain(to);
});

test('repeating the current status changes nothing, whoever asks', () => {
  const order = orderLike({ status: 'preparing' });
  const step = {
    to: 'preparing' as const,
    by: ACTORS.kitchen as Actor,
    at: new Date(),
    reason: null,
    readyTime: null,
  };
  expect(advance(order, step)).toEqual({ order, changes: [] });
});

test('cancelling paid cash hands it back and says so in a second version', () => {
  const order = orderLike({ paymentMethod: 'cash', paymentStatus: 'paid', version: 4 });
  const step = {
    to: 'cancelled' as const,
    by: ACTORS.admin as Actor,
    at: new Date(),
    reason: 'closing',
    readyTime: null,
  };
  const { order: after, changes } = advance(order, step);
  expect(after).toMatchObject({ status: 'cancelled', paymentStatus: 'refunded', version: 6 });
  expect(changes.map(({ change }) => [change.type, change.from, change.to])).toEqual([
    ['status', 'received', 'cancelled'],
    ['payment', 'paid', 'refunded'],
  ]);
});
