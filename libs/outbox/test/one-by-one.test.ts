import { setTimeout as sleep } from 'node:timers/promises';
import { inTransaction } from '@campus/database/transaction';
import { createLogger } from '@campus/logger/logger';
import { PublishFailure } from '@campus/messaging/publish-failure';
import type { Publisher } from '@campus/messaging/publisher';
import { eventually } from '@campus/testing/eventually';
import { expect, test } from 'vitest';
import { publishOneByOne } from '../src/relay-batch.ts';
import { change, type OutboxWorld, outboxWorld } from './support/outbox-world.ts';

const logger = createLogger({ service: 'outbox-test', level: 'silent' });
const changes = (count: number) => Array.from({ length: count }, (_, index) => change(index));
const published = ({ db }: OutboxWorld) => db('outbox').whereNotNull('published_at');

test.concurrent('rows that are begun too late are left to the next transaction, and those confirmed stay published', async () => {
  const world = await outboxWorld();
  await world.commit(changes(5));
  const slow: Publisher = { ...world.publisher, publish: () => sleep(60) };
  const outcome = await inTransaction(world.db, (trx) =>
    publishOneByOne({ trx, publisher: slow, logger, lockKey: 1, limit: 50, withinMs: 100 }),
  );
  expect(outcome).toMatchObject({ failed: 0, mayBeMore: true });
  expect(await published(world)).toHaveLength(2);
});

test.concurrent('after a failure the relay tries fifty rows alone and then goes on with the rest at once', async () => {
  const world = await outboxWorld();
  await world.commit(changes(120));
  const calls = { count: 0, inFlight: 0, mostAlone: 0, most: 0 };
  const unlucky: Publisher = {
    ...world.publisher,
    async publish(message) {
      calls.count += 1;
      if (calls.count <= 120) throw new PublishFailure('timeout', message.messageId);
      const isAlone = calls.count <= 170;
      calls.inFlight += 1;
      if (isAlone) calls.mostAlone = Math.max(calls.mostAlone, calls.inFlight);
      calls.most = Math.max(calls.most, calls.inFlight);
      await world.publisher.publish(message);
      calls.inFlight -= 1;
    },
  };
  await world.startRelay(unlucky);
  await eventually(async () => expect(await published(world)).toHaveLength(120));
  expect(calls).toMatchObject({ count: 240, mostAlone: 1, most: 70 });
});
