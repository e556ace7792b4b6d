import { typesHeardBy } from '@campus/contracts/event-audience';
import { connectDatabase, type Db } from '@campus/database/connect';
import { inTransaction } from '@campus/database/transaction';
import { createLogger } from '@campus/logger/logger';
import { outboxOf } from '@campus/outbox/outbox';
import { createRelay } from '@campus/outbox/relay';
import { atEnd } from '@campus/testing/at-end';
import { connectedPublisher } from '@campus/testing/connected-publisher';
import { freshDatabase } from '@campus/testing/database';
import { eventually } from '@campus/testing/eventually';
import { expect } from 'vitest';
import type { SentEvent } from '../../../services/reporting/test/support/history.ts';
import { type Reporting, startReporting } from '../../../services/reporting/test/support/reporting.ts';
import { declareTopology } from '../../src/platform/topology.ts';
import { OWNERS, type Owner, type RebuildAccess } from '../../src/reports-rebuild/access.ts';

/** The reporting service, and what it hears of: the owners' outboxes with their relays, without the owners. */
export interface RebuildWorld extends Reporting {
  access: RebuildAccess;
  owners: Record<Owner, Db>;
  /** Commits the events as their owners would; the relays publish them. */
  tell(events: SentEvent[]): Promise<void>;
  /** Resolves when reporting has handled every event that was told. */
  settled(): Promise<void>;
  /** All three reports of the days, as an admin gets them. */
  reports(range: { from: string; to: string }): Promise<unknown>;
}

const logger = createLogger({ service: 'rebuild-test', level: 'silent' });

export async function createRebuildWorld(): Promise<RebuildWorld> {
  const reporting = await startReporting();
  await declareTopology(reporting.broker);
  const [ordering, payment] = await Promise.all(OWNERS.map((owner) => startOwner(owner, reporting.broker)));
  if (!ordering || !payment) throw new Error('an owner is missing');
  const owners = { ordering: ordering.db, payment: payment.db };
  return {
    ...reporting,
    owners,
    access: {
      ownerUrls: { ordering: ordering.url, payment: payment.url },
      reportingUrl: reporting.databaseUrl,
      rabbitmqUrl: reporting.broker,
    },
    async tell(events) {
      for (const owner of OWNERS)
        await commit(
          owners[owner],
          events.filter((event) => ownerOf(event) === owner),
        );
      for (const owner of [ordering, payment]) owner.wake();
    },
    async settled() {
      const ids = (await Promise.all(OWNERS.map((owner) => told(owners[owner])))).flat();
      await eventually(
        async () => {
          const heard = await reporting.db('inbox').where({ consumer: 'reporting' }).pluck('message_id');
          const known = new Set(heard);
          expect(ids.filter((id) => !known.has(id))).toEqual([]);
        },
        { timeoutMs: 60_000 },
      );
    },
    async reports({ from, to }) {
      const paths = ['daily-sales', 'item-performance', 'order-volume', 'order-volume?by=slot', 'order-volume?by=day'];
      const asked = paths.map((path) =>
        reporting.report(`${path}${path.includes('?') ? '&' : '?'}from=${from}&to=${to}`),
      );
      return (await Promise.all(asked)).map(({ body }) => body);
    },
  };
}

async function startOwner(owner: Owner, broker: string) {
  const migrations = new URL(`../../../services/${owner}/migrations/`, import.meta.url);
  const { db, url } = await freshDatabase(owner, migrations);
  const publisher = await connectedPublisher({ url: broker });
  const pool = connectDatabase({ url, name: 'relay', maxConnections: 2, logger });
  atEnd(() => pool.destroy());
  const relay = createRelay({ db: pool, publisher, logger });
  await relay.start();
  atEnd(relay.stop);
  return { db, url, wake: relay.wake };
}

function ownerOf({ kind }: SentEvent): Owner {
  return kind.aggregateType === 'payment' ? 'payment' : 'ordering';
}

function commit(db: Db, events: SentEvent[]): Promise<void> {
  const ids = events.map(({ id }) => id).values();
  const newId = () => ids.next().value ?? '';
  return inTransaction(db, (trx) => outboxOf(trx, { source: '/test', newId }).add(events));
}

function told(db: Db): Promise<string[]> {
  return db('outbox').whereIn('type', typesHeardBy('reporting')).pluck('event_id');
}
