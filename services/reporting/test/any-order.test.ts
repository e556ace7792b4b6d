import { freshDatabase } from '@campus/testing/database';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { dailySales } from '../src/domain/daily-sales.ts';
import { subscriptions } from '../src/events/subscriptions.ts';
import { createOnce } from '../src/persistence/transact.ts';
import { dailySums } from '../src/queries/daily-sums.ts';
import { itemPerformance } from '../src/queries/item-performance.ts';
import type { SentEvent } from './support/history.ts';
import { itemsOfTheWeek, salesOfTheWeek, week } from './support/week.ts';

const { db } = await freshDatabase('reporting', new URL('../migrations/', import.meta.url));
const once = createOnce({ db, timeZone: 'Asia/Kolkata' });
const range = { from: '2026-02-12', to: '2026-02-15' };

async function receive({ id, kind, data, ...event }: SentEvent) {
  const subscription = subscriptions.find(({ type }) => type === kind.type);
  if (!subscription) throw new Error(`nobody hears ${kind.type}`);
  const envelope = {
    specversion: '1.0' as const,
    id,
    source: '/test',
    type: kind.type,
    subject: '',
    time: event.occurredAt.toISOString(),
    datacontenttype: 'application/json' as const,
    aggregatetype: kind.aggregateType,
    aggregateid: event.aggregateId,
    aggregateversion: event.aggregateVersion,
    data,
  };
  await once({ id, type: kind.type }, subscription.bind(envelope));
}

test('the figures are the same in whatever order, however often and however much at once events arrive', async () => {
  const doubled = fc.shuffledSubarray([...week, ...week], { minLength: week.length * 2 });
  const atOnce = fc.integer({ min: 1, max: 8 });
  await fc.assert(
    fc.asyncProperty(doubled, atOnce, async (events, width) => {
      await db.raw('truncate sales_orders, sales_lines, refunds, inbox');
      for (let start = 0; start < events.length; start += width) {
        await Promise.all(events.slice(start, start + width).map(receive));
      }
      expect(dailySales(range, await dailySums(db, range)).days).toEqual(salesOfTheWeek);
      expect(await itemPerformance(db, { ...range, limit: 10 })).toEqual(itemsOfTheWeek);
    }),
    { numRuns: 25 },
  );
}, 30_000);
