import { expect, it } from 'vitest';
import { aCall, SEEN } from './fixtures.test-data.ts';
import { checkOwnOrdersOnly } from './own-orders-only.ts';

const own = aCall({ operation: 'status', method: 'GET' }, { orders: [SEEN, { ...SEEN, id: 'o2' }] });
const pry = { operation: 'foreign', method: 'GET', path: '/api/v1/orders/o9/status' } as const;

it('holds when customers see their own orders, others are 404, and the kitchen sees everybody’s', () => {
  const kitchen = aCall({ who: 'kitchen', userId: 'ravi', operation: 'kitchen' }, { orders: [SEEN] });
  const refused = aCall(pry, { phase: 'fail', status: 404 });
  expect(checkOwnOrdersOnly([own, kitchen, refused]).violations).toEqual([]);
});

it('is broken by a foreign order anywhere in an answer, and by any answer to prying', () => {
  const leaked = aCall({ operation: 'status' }, { orders: [SEEN, { ...SEEN, id: 'o9', userId: 'dev' }] });
  expect(checkOwnOrdersOnly([leaked]).violations).toEqual(['student-1 was shown order o9 of dev at /api/v1/orders']);
  expect(checkOwnOrdersOnly([aCall(pry, { status: 200 })]).violations).toEqual([
    'student-1 was answered at /api/v1/orders/o9/status, which is not theirs',
  ]);
});
