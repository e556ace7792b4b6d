import { expect, it } from 'vitest';
import { withEvidence } from './evidence.ts';
import { verdict } from './verdict.ts';

it('an invariant about something that never happened is not held', () => {
  const figures = { 'orders in them': 12, 'tries to read others': 0 };
  expect(withEvidence(verdict('I7', { figures, violations: [] })).violations).toEqual([
    'no tries to read others: it proves nothing',
  ]);
  expect(withEvidence(verdict('I7', { violations: ['somebody was shown an order'] })).violations).toHaveLength(3);
});

it('figures that are there leave the verdict as it was, also those with rupees and with nothing to see', () => {
  const seen = verdict('I1', { figures: { payments: 3, 'provider captured': '741.50' }, violations: [] });
  expect(withEvidence(seen)).toEqual(seen);
  const quiet = verdict('I12', { figures: { 'ended by themselves': 0 }, violations: [] });
  expect(withEvidence(quiet)).toEqual(quiet);
});
