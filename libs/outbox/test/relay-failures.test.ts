import { eventKind } from '@campus/contracts/event';
import { PublishFailure } from '@campus/messaging/publish-failure';
import type { Publisher } from '@campus/messaging/publisher';
import { EVENTS } from '@campus/messaging/topology';
import { brokerTap } from '@campus/testing/broker';
import { eventually } from '@campus/testing/eventually';
import { connect } from 'amqplib';
import { expect, test } from 'vitest';
import { z } from 'zod';
import { change, type OutboxWorld, outboxWorld } from './support/outbox-world.ts';

const thingStuck = eventKind('thing.stuck', 'thing', z.object({ count: z.int() }), { count: 1 });

test.concurrent('a relay that dies between confirm and mark publishes the same id again', async () => {
  const { db, brokerUrl, publisher, commit, startRelay } = await outboxWorld();
  const tap = await brokerTap(brokerUrl);
  const deaths = { left: 1 };
  const dyingAfterConfirm: Publisher = {
    ...publisher,
    async publish(message) {
      await publisher.publish(message);
      if (deaths.left > 0) await terminate(db, 'relay');
      deaths.left -= 1;
    },
  };
  const relay = await startRelay(dyingAfterConfirm);
  const [id] = await commit([change(1)]);
  relay.wake();
  await eventually(async () => expect(await db('outbox').whereNotNull('published_at')).toHaveLength(1));
  expect(tap.events.map((event) => event.id)).toEqual([id, id]);
});

test.concurrent('a refused event is put aside after ten lone failures and never keeps the others from passing', async () => {
  const world = await outboxWorld();
  await bindFullQueue(world.brokerUrl, thingStuck.type);
  const relay = await world.startRelay();
  const [stuck] = await world.commit([change(0, thingStuck)]);
  await eventually(
    async () => {
      await world.commit([change(1)]);
      relay.wake();
      expect((await rowOf(world, stuck))?.quarantined_at).toBeInstanceOf(Date);
    },
    { timeoutMs: 25_000 },
  );
  expect(await rowOf(world, stuck)).toMatchObject({ attempts: 10, published_at: null });
  expect((await rowOf(world, stuck))?.last_error).toContain('nacked');
  await eventually(async () => {
    expect(await world.db('outbox').whereNull('published_at').whereNull('quarantined_at')).toEqual([]);
  });
});

test.concurrent('a broker that refuses everything is not held against the events', async () => {
  const world = await outboxWorld();
  const refusals = { count: 0 };
  const refusing: Publisher = {
    ...world.publisher,
    async publish(message) {
      refusals.count += 1;
      if (refusals.count <= 22) throw new PublishFailure('returned', message.messageId);
      await world.publisher.publish(message);
    },
  };
  const ids = await world.commit([change(1), change(2)]);
  await world.startRelay(refusing);
  await eventually(async () => expect(await world.db('outbox').whereNotNull('published_at')).toHaveLength(2), {
    timeoutMs: 25_000,
  });
  for (const id of ids) expect(await rowOf(world, id)).toMatchObject({ attempts: 0, quarantined_at: null });
});

test.concurrent('timeouts and lost connections never count against an event', async () => {
  const world = await outboxWorld();
  const failures = { left: 12 };
  const unlucky: Publisher = {
    ...world.publisher,
    async publish(message) {
      failures.left -= 1;
      if (failures.left >= 0)
        throw new PublishFailure(failures.left % 2 ? 'timeout' : 'disconnected', message.messageId);
      await world.publisher.publish(message);
    },
  };
  const [id] = await world.commit([change(1)]);
  await world.startRelay(unlucky);
  await eventually(async () => expect((await rowOf(world, id))?.published_at).toBeInstanceOf(Date), {
    timeoutMs: 28_000,
  });
  expect(await rowOf(world, id)).toMatchObject({ attempts: 0, last_error: null });
});

test.concurrent('the relay survives the death of its database connections', async () => {
  const { db, brokerUrl, commit, startRelay } = await outboxWorld();
  const tap = await brokerTap(brokerUrl);
  await startRelay();
  const [first] = await commit([change(1)]);
  await tap.waitFor((event) => event.id === first);
  await terminate(db, 'relay');
  const [second] = await commit([change(2)]);
  await tap.waitFor((event) => event.id === second);
});

async function terminate(db: OutboxWorld['db'], name: string) {
  await db.raw(
    `select pg_terminate_backend(pid, 1000) from pg_stat_activity where datname = current_database() and application_name = ?`,
    [name],
  );
}

async function rowOf({ db }: OutboxWorld, eventId: string | undefined) {
  return db('outbox').where({ event_id: eventId }).first();
}

async function bindFullQueue(url: string, type: string) {
  const connection = await connect(url);
  const channel = await connection.createConfirmChannel();
  const full = { 'x-max-length': 1, 'x-overflow': 'reject-publish' };
  await channel.assertQueue('full', { arguments: full });
  await channel.bindQueue('full', EVENTS, type);
  channel.sendToQueue('full', Buffer.from('first'));
  await channel.waitForConfirms();
  await connection.close();
}
