import { expect, it } from 'vitest';
import { checkDeliveries } from './deliveries.ts';
import { anOrder } from './fixtures.test-data.ts';

const step = { orderId: 'o1', version: 3, from: undefined, to: 'assigned' };

it('holds when each step knows what the one before it left', () => {
  const chain = [step, { ...step, version: 4, from: 'assigned', to: undefined }, { ...step, version: 6 }];
  expect(checkDeliveries([anOrder(), anOrder({ id: 'o2', orderNumber: 'ORD-2' })], chain).violations).toEqual([]);
  const failed = [step, { ...step, version: 6, from: 'picked_up', to: 'failed' }];
  expect(checkDeliveries([], failed).violations).toEqual([]);
  expect(checkDeliveries([anOrder(), anOrder({ id: 'o2', businessDay: '2026-01-06' })], []).violations).toEqual([]);
});

it('is broken by a step that does not know of the one before it, and by a number that names two orders', () => {
  expect(checkDeliveries([], [step, { ...step, version: 5, to: 'assigned' }]).violations).toEqual([
    'order o1: version 5 believes the job to be free, but it was assigned',
  ]);
  expect(checkDeliveries([anOrder(), anOrder({ id: 'o2' })], []).violations).toEqual([
    '2 orders are ORD-1 of 2026-01-05',
  ]);
});
