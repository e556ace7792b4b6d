import { expect, test } from 'vitest';
import { figureTable, inDigits } from './figure-table.ts';

test('figures stand under their part, with spread, yardstick, ratio, target and verdict', () => {
  const table = figureTable([
    {
      part: 'menu',
      name: 'warm',
      unit: '/s',
      rounds: [4000, 6000, 5000],
      against: { name: 'express', rounds: [10_000] },
      target: { atLeast: 0.6 },
    },
    { part: 'memory', name: 'idle', unit: 'MB', rounds: [412] },
  ]);
  expect(table.split('\n').map((line) => line.replace(/ +/g, ' ').trim())).toEqual([
    'median rounds yardstick ratio target',
    'menu',
    'warm 5,000 /s 4,000..6,000 10,000 express 0.500 >= 0.6 NOT REACHED',
    'memory',
    'idle 412 MB',
  ]);
});

test('a number shows the three digits that matter', () => {
  expect([1234.4, 56.73, 0.01234, 0, Number.NaN].map(inDigits)).toEqual(['1,234', '56.7', '0.0123', '0', '-']);
});
