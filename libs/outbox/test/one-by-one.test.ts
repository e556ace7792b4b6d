import { setTimeout as sleep } from 'node:timers/promises';
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
  const outcome = await world.db.transaction((trx) =>
    publishOneByOne({ trx, publisher: slow, logger, limit: 50, withinMs: 100 }),
  );
  expect(outcome).toEqual({ failed: 0, mayBeMore: true });
  expect(await published(world)).toHaveLength(2);
});

test.concurrent('after a failure the relay tries fifty rows alone and then goes on with the rest at once', async () => {
  const world = await outboxWorld();
  await world.commit(changes(120));
  const calls = { count: 0, alone: 0, most: 0 };
  const inFlight = { count: 0 };
  const lost: Publisher = {
    ...world.publisher,
    async publish(message) {
      calls.count += 1;
      if (calls.count <= 120) throw new PublishFailure('timeout', message.messageId);
      inFlight.count += 1;
      await world.publisher.publish(message);
      if (calls.count <= 170) calls.most = Math.max(calls.most, inFlight.count);
      inFlight.count -= 1;
    },
  };
  const startedAt = performance.now();
  await world.startRelay(lost);
  await eventually(async () => expect(await published(world)).toHaveLength(120));
  expect(performance.now() - startedAt).toBeLessThan(5_000);
  expect(calls.count).toBe(240);
});
