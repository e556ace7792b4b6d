import { expect, test } from 'vitest';
import { judge } from './figure.ts';
import { median } from './median.ts';

const figure = { part: 'menu', name: 'warm', unit: '/s' };

test('the median is the middle one, or lies between the middle two', () => {
  expect(median([9, 1, 5])).toBe(5);
  expect(median([9, 1, 5, 6])).toBe(5.5);
  expect(median([7])).toBe(7);
  expect(median([])).toBeNaN();
});

test('a figure with a yardstick is judged by the median of the ratios of its rounds', () => {
  const against = { name: 'a bare route', rounds: [100, 50, 10] };
  const slowed = { ...figure, rounds: [60, 30, 6], against, target: { atLeast: 0.6 } };
  expect(judge(slowed)).toMatchObject({ value: 30, least: 6, most: 60, yardstick: 50, ratio: 0.6, isReached: true });
  expect(judge({ ...slowed, target: { atLeast: 0.61 } }).isReached).toBe(false);
  expect(judge({ ...slowed, target: { atMost: 0.59 } }).isReached).toBe(false);
});

test('a figure without a yardstick is judged itself, one without a target not at all', () => {
  expect(judge({ ...figure, rounds: [480, 510], target: { atMost: 500 } }).isReached).toBe(true);
  expect(judge({ ...figure, rounds: [480] })).toMatchObject({ ratio: undefined, isReached: undefined });
});

test('a figure that could not be measured reaches no target', () => {
  expect(judge({ ...figure, rounds: [], target: { atMost: 500 } }).isReached).toBe(false);
  expect(judge({ ...figure, rounds: [], target: { atLeast: 0 } }).isReached).toBe(false);
});
