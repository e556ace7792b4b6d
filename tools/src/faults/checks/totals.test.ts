import { expect, it } from 'vitest';
import { aCall, anOrder, SEEN } from './fixtures.test-data.ts';
import { changedTotals } from './totals.ts';

it('holds while every answer shows the stored total', () => {
  expect(
    changedTotals([aCall({}, { orders: [SEEN] }), aCall({ operation: 'status' }, { orders: [SEEN] })], [anOrder()]),
  ).toEqual([]);
});

it('is broken by an order that was shown at another price, once per price', () => {
  const dearer = aCall({ operation: 'status' }, { orders: [{ ...SEEN, total: 60 }] });
  expect(changedTotals([aCall({}, { orders: [SEEN] }), dearer, dearer], [anOrder()])).toEqual([
    'order o1 costs 50, somebody was shown 60',
  ]);
});
