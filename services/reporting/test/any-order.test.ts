import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { anyLife, TURNS } from './support/any-life.ts';
import { expectedReports } from './support/expected-reports.ts';
import type { SentEvent } from './support/history.ts';
import { freshReadModel, type ReadModel } from './support/read-model.ts';
import { itemsOfTheWeek, salesOfTheWeek, week } from './support/week.ts';

const DAY_MS = 86_400_000;
const dayAfter = (moment: string, days: number) =>
  new Date(Date.parse(moment) + days * DAY_MS).toISOString().slice(0, 10);

/** Each event twice, in any order, and how many arrive at once. */
const arrivals = (events: SentEvent[]) =>
  fc.record({
    events: fc.shuffledSubarray([...events, ...events], { minLength: events.length * 2 }),
    atOnce: fc.integer({ min: 1, max: 8 }),
  });

async function receiveAll({ receive }: ReadModel, { events, atOnce }: { events: SentEvent[]; atOnce: number }) {
  for (let start = 0; start < events.length; start += atOnce) {
    await Promise.all(events.slice(start, start + atOnce).map((event) => receive(event)));
  }
}

test('the figures of the week are the same in whatever order, however often and however much at once events arrive', async () => {
  const model = await freshReadModel('Asia/Kolkata');
  await fc.assert(
    fc.asyncProperty(arrivals(week), async (arrived) => {
      await model.empty();
      await receiveAll(model, arrived);
      const { days, items } = await model.reports({ from: '2026-02-12', to: '2026-02-15' });
      expect(days).toEqual(salesOfTheWeek);
      expect(items).toEqual(itemsOfTheWeek);
    }),
    { numRuns: 25 },
  );
}, 60_000);

describe.each(Object.entries(TURNS))('in %s', async (zone, turns) => {
  const model = await freshReadModel(zone);

  test('any orders around the turn of a day give the figures of somebody who watched them', async () => {
    const story = fc.constantFrom(...turns).chain((turn) =>
      fc.array(anyLife(turn), { minLength: 1, maxLength: 6 }).chain((lives) =>
        fc.record({
          turn: fc.constant(turn),
          lives: fc.constant(lives),
          arrived: arrivals(lives.flatMap(({ events }) => events)),
        }),
      ),
    );
    await fc.assert(
      fc.asyncProperty(story, async ({ turn, lives, arrived }) => {
        const range = { from: dayAfter(turn, -3), to: dayAfter(turn, 3) };
        await model.empty();
        await receiveAll(model, arrived);
        expect(await model.reports(range)).toEqual(expectedReports(lives, { ...range, zone }));
      }),
      { numRuns: 40 },
    );
  }, 120_000);
});
