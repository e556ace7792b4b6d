import { expect, it } from 'vitest';
import { overfullRushes } from './rushes.ts';

it('holds when a rush fills the slot, and when more were there before the cap was lowered', () => {
  expect(
    overfullRushes([
      { cap: 20, before: 10, after: 20 },
      { cap: 20, before: 22, after: 22 },
    ]),
  ).toEqual([]);
});

it('is broken by one place too many', () => {
  expect(overfullRushes([{ cap: 20, before: 10, after: 21 }])).toHaveLength(1);
  expect(overfullRushes([{ cap: 20, before: 22, after: 23 }])).toHaveLength(1);
});
