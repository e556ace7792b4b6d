import { randomUUID } from 'node:crypto';
import { type DomainEvent, type EventKind, eventKind } from '@campus/contracts/event';
import { connectDatabase, type Db } from '@campus/database/connect';
import { newId } from '@campus/database/ids';
import { inTransaction } from '@campus/database/transaction';
import { createLogger } from '@campus/logger/logger';
import type { Publisher } from '@campus/messaging/publisher';
import { outboxOf } from '@campus/outbox/outbox';
import { createRelay, type Relay } from '@campus/outbox/relay';
import { atEnd } from '@campus/testing/at-end';
import { freshVhost } from '@campus/testing/broker';
import { connectedPublisher } from '@campus/testing/connected-publisher';
import { freshDatabase } from '@campus/testing/database';
import { z } from 'zod';

const thingChanged = eventKind('thing.changed', 'thing', z.object({ count: z.int() }), { count: 1 });

export interface OutboxWorld {
  db: Db;
  brokerUrl: string;
  publisher: Publisher;
  /** Commits events, one transaction for all, without waking the relay; resolves to their ids. */
  commit(events: DomainEvent[]): Promise<string[]>;
  startRelay(publisher?: Publisher): Promise<Relay>;
}

const logger = createLogger({ service: 'outbox-test', level: process.env.LOG_LEVEL ?? 'silent' });
const migrations = new URL('../fixtures/migrations/', import.meta.url);

/** A service's database and a connection to a broker nobody else uses. */
export async function outboxWorld(): Promise<OutboxWorld> {
  const { db, url } = await freshDatabase('outbox', migrations);
  const brokerUrl = await freshVhost();
  const publisher = await connectedPublisher({ url: brokerUrl });
  return {
    db,
    brokerUrl,
    publisher,
    commit: (events) => commitTo(db, events),
    async startRelay(through = publisher) {
      const pool = connectDatabase({ url, name: 'relay', maxConnections: 2, logger });
      atEnd(() => pool.destroy());
      const relay = createRelay({ db: pool, publisher: through, logger });
      await relay.start();
      atEnd(relay.stop);
      return relay;
    },
  };
}

async function commitTo(db: Db, events: DomainEvent[]): Promise<string[]> {
  const ids: string[] = [];
  const nextId = () => {
    ids.push(newId());
    return ids.at(-1) ?? '';
  };
  await inTransaction(db, (trx) => outboxOf(trx, { source: '/test', newId: nextId }).add(events));
  return ids;
}

/** A change of a thing of its own. */
export function change(count: number, kind: EventKind = thingChanged): DomainEvent {
  return { kind, aggregateId: randomUUID(), aggregateVersion: 1, occurredAt: new Date(), data: { count } };
}
