import { randomFrom } from '@campus/testing/random';
import { expect, it } from 'vitest';
import { type Fault, NOTHING, nothingToHeal } from '../matrix/fault.ts';
import type { Party } from '../people/party.ts';
import { planEpisodes } from './plan.ts';
import { runEpisodes } from './run-episodes.ts';

it('a run in which nothing can be injected ends, and says so', async () => {
  const impossible: Fault = {
    name: 'eclipse',
    how: 'the sun goes out',
    victims: ['sun'],
    touches: () => [],
    holdSeconds: [1, 1],
    works: () => NOTHING,
    inject: async () => nothingToHeal,
    impossible: () => 'out of reach',
  };
  const episodes = planEpisodes([impossible], randomFrom(7));
  const options = { episodes, until: Date.now() + 60_000, tell: () => undefined };
  const { played, skipped } = await runEpisodes({} as Party, options);
  expect(played).toEqual([]);
  expect(skipped[0]).toEqual({ name: 'eclipse (sun)', why: 'out of reach' });
});
