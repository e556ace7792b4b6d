import { expect, test } from 'vitest';
import { createRetryBudget } from './retry-budget.ts';

const times = (count: number, work: () => unknown) => Array.from({ length: count }, work);

test('ten calls earn one repetition, and nothing is lent', () => {
  const budget = createRetryBudget();
  expect(budget.spend()).toBe(false);
  times(19, budget.earn);
  expect([budget.spend(), budget.spend()]).toEqual([true, false]);
  budget.earn();
  expect([budget.spend(), budget.spend()]).toEqual([true, false]);
});

test('a long good time is worth twenty repetitions and no more', () => {
  const budget = createRetryBudget();
  times(100_000, budget.earn);
  expect(times(100, budget.spend).filter(Boolean)).toHaveLength(20);
});

test('when every call fails, a tenth of them is asked again', () => {
  const budget = createRetryBudget();
  const again = times(1_000, () => {
    budget.earn();
    return budget.spend();
  });
  expect(again.filter(Boolean)).toHaveLength(100);
});
