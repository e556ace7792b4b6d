import { type EventKind, eventKind, type ReceivedEvent } from '@campus/contracts/event';
import { connectDatabase, type Db } from '@campus/database/connect';
import { inTransaction, type Transaction } from '@campus/database/transaction';
import { createLogger } from '@campus/logger/logger';
import { type Consumer, createConsumer } from '@campus/messaging/consumer';
import { recordInbox } from '@campus/messaging/inbox';
import { type Once, on } from '@campus/messaging/subscriptions';
import { atEnd } from '@campus/testing/at-end';
import { freshVhost, publishEvent } from '@campus/testing/broker';
import { connectedPublisher } from '@campus/testing/connected-publisher';
import { freshDatabase } from '@campus/testing/database';
import { eventually } from '@campus/testing/eventually';
import { expect } from 'vitest';
import { z } from 'zod';

export const thingChanged = eventKind('thing.changed', 'thing', z.object({ note: z.string() }), { note: 'x' });

/** The test service's transaction: everything its handlers may touch. */
interface Work {
  trx: Transaction;
  /** Leaves a trace that shows how often a message had an effect. */
  effect(event: ReceivedEvent): Promise<void>;
}

export type Handler = (work: Work, event: ReceivedEvent<typeof thingChanged>) => Promise<void>;

export interface ConsumerWorld {
  db: Db;
  brokerUrl: string;
  consumer: Consumer;
  /** How each message's transaction ended, in order. */
  outcomes: ('handled' | 'duplicate')[];
  publish(
    note: string,
    overrides?: { id?: string; aggregateId?: string; envelope?: Record<string, unknown> },
  ): Promise<string>;
  /** The ids of all events that had an effect, one per effect. */
  effects(): Promise<string[]>;
}

export const logger = createLogger({ service: 'messaging-test', level: process.env.LOG_LEVEL ?? 'silent' });
const migrations = new URL('../fixtures/migrations/', import.meta.url);

/** The service `test`, listening to `thing.changed` with the given handler; `via` puts something between it and the broker. */
export async function consumerWorld(
  handler: Handler,
  { via = async (url) => url, kind = thingChanged }: { via?: (url: string) => Promise<string>; kind?: EventKind } = {},
): Promise<ConsumerWorld> {
  const { db: watching, url } = await freshDatabase('messaging', migrations);
  const brokerUrl = await freshVhost();
  const db = connectDatabase({ url, name: 'consumer', maxConnections: 6, logger });
  const publisher = await connectedPublisher({ url: brokerUrl });
  const outcomes: ('handled' | 'duplicate')[] = [];
  const once: Once<Work> = async (message, work) => {
    const outcome = await onceIn(db)(message, work);
    outcomes.push(outcome);
    return outcome;
  };
  const subscriptions = [on(thingChanged, handler)];
  const consumer = createConsumer({
    url: await via(brokerUrl),
    service: 'test',
    subscriptions,
    once,
    publisher,
    logger,
    db,
  });
  await consumer.start();
  await eventually(() => expect(consumer.attached()).toBe(true), { timeoutMs: 20_000 });
  atEnd(() => db.destroy());
  atEnd(consumer.stop);
  return {
    db: watching,
    brokerUrl,
    consumer,
    outcomes,
    publish: (note, overrides) => publishEvent(brokerUrl, kind, { aggregateId: note, data: { note }, ...overrides }),
    effects: () => watching('effects').orderBy('id').pluck('event_id'),
  };
}

function onceIn(db: Db): Once<Work> {
  return ({ id, type }, work) =>
    inTransaction(db, async (trx) => {
      if (!(await recordInbox(trx, { consumer: 'test', messageId: id, type }))) return 'duplicate';
      await work({ trx, effect: async (event) => trx('effects').insert({ event_id: event.id }) });
      return 'handled';
    });
}
