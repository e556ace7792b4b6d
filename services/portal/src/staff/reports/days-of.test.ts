import { expect, test } from 'vitest';
import { daysOf, faultOf } from './days-of.ts';
import { reportsSearch } from './reports-search.ts';
import { withoutEmptyEnds } from './without-empty-ends.ts';

const TODAY = '2026-03-01';

test('the days that one asks for most, across the end of a month', () => {
  expect(daysOf({}, TODAY)).toEqual({ from: TODAY, to: TODAY });
  expect(daysOf({ range: 'yesterday' }, TODAY)).toEqual({ from: '2026-02-28', to: '2026-02-28' });
  expect(daysOf({ range: 'week' }, TODAY)).toEqual({ from: '2026-02-23', to: TODAY });
  expect(daysOf({ range: 'month' }, '2026-02-13')).toEqual({ from: '2026-02-01', to: '2026-02-13' });
  expect(daysOf({ range: 'custom', from: '2026-01-01' }, TODAY)).toEqual({ from: '2026-01-01', to: '2026-01-01' });
});

test('days the wrong way round and more than a year are refused before the server has to', () => {
  expect(faultOf({ from: '2026-03-02', to: '2026-03-01' })).toBe('wrong');
  expect(faultOf({ from: '2025-03-01', to: '2026-03-01' })).toBeUndefined();
  expect(faultOf({ from: '2025-02-28', to: '2026-03-01' })).toBe('long');
});

test('an address of nonsense is today', () => {
  expect(reportsSearch({ range: 'ever', from: '2026-02-30', to: 7, by: 'minute', x: 1 })).toEqual({});
  expect(reportsSearch({ range: 'custom', from: '2026-02-28', by: 'slot' })).toEqual({
    range: 'custom',
    from: '2026-02-28',
    by: 'slot',
  });
});

test('a chart begins and ends where something happened', () => {
  const buckets = [0, 0, 2, 0, 1, 0].map((orders) => ({ orders }));
  expect(withoutEmptyEnds(buckets).map(({ orders }) => orders)).toEqual([2, 0, 1]);
  expect(withoutEmptyEnds([{ orders: 0 }])).toEqual([]);
});
