import type { Db } from '@campus/database/connect';
import { freshDatabase } from '@campus/testing/database';
import { dailySales } from '../../src/domain/daily-sales.ts';
import { subscriptions } from '../../src/events/subscriptions.ts';
import { createOnce } from '../../src/persistence/transact.ts';
import { dailySums } from '../../src/queries/daily-sums.ts';
import { itemPerformance } from '../../src/queries/item-performance.ts';
import { orderVolume } from '../../src/queries/order-volume.ts';
import type { SentEvent } from './history.ts';

/** The read model without a process around it. */
export interface ReadModel {
  db: Db;
  /** Handles an event as the consumer would; with a generation, a copy that is replayed into it. */
  receive(event: SentEvent, generation?: number): Promise<'handled' | 'duplicate'>;
  reports(range: { from: string; to: string }): Promise<Reports>;
  empty(): Promise<void>;
}

export type Reports = Awaited<ReturnType<typeof readReports>>;

export async function freshReadModel(timeZone: string): Promise<ReadModel> {
  const { db } = await freshDatabase('reporting', new URL('../../migrations/', import.meta.url));
  const once = createOnce({ db, timeZone });
  return {
    db,
    async receive(event, generation) {
      const subscription = subscriptions.find(({ type }) => type === event.kind.type);
      if (!subscription) throw new Error(`nobody hears ${event.kind.type}`);
      return once({ id: event.id, type: event.kind.type, generation }, subscription.bind(envelopeOf(event)));
    },
    reports: (range) => readReports(db, { ...range, timeZone }),
    empty: () => db.raw('truncate sales_orders, sales_lines, refunds, inbox'),
  };
}

async function readReports(db: Db, range: { from: string; to: string; timeZone: string }) {
  return {
    days: dailySales(range, await dailySums(db, range)).days,
    items: await itemPerformance(db, { ...range, limit: 1_000 }),
    volume: {
      day: await orderVolume(db, { ...range, by: 'day' }),
      hour: await orderVolume(db, { ...range, by: 'hour' }),
      slot: await orderVolume(db, { ...range, by: 'slot' }),
    },
  };
}

function envelopeOf({ id, kind, data, ...event }: SentEvent) {
  return {
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
}
