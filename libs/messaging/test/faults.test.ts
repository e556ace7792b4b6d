import { setTimeout as sleep } from 'node:timers/promises';
import { conflict } from '@campus/errors/app-error';
import { serviceQueue } from '@campus/messaging/topology';
import { closeAllConnections, readDeadLetters, waitingIn } from '@campus/testing/broker';
import { eventually } from '@campus/testing/eventually';
import { connect } from 'amqplib';
import { expect, test } from 'vitest';
import { consumerWorld } from './support/consumer-world.ts';
import { proxied } from './support/wire.ts';

async function deleteQueue(brokerUrl: string, queue: string): Promise<void> {
  const connection = await connect(brokerUrl);
  await (await connection.createChannel()).deleteQueue(queue);
  await connection.close();
}

test.each([
  ['ECONNREFUSED', 'infrastructure is away'],
  ['53100', "the database's disk is full"],
])('%s: while %s the message is held: neither sent on a detour nor given back', async (code) => {
  const state = { away: true, runs: 0 };
  const { db, brokerUrl, publish, effects } = await consumerWorld(async (work, event) => {
    state.runs += 1;
    await work.effect(event);
    if (state.away) throw Object.assign(new Error('away'), { code });
  });
  const id = await publish('one');
  await eventually(() => expect(state.runs).toBeGreaterThanOrEqual(6), { timeoutMs: 10_000 });
  // A message that is given back again and again becomes a suspect.
  expect(await db('inbox_suspect')).toEqual([]);
  expect(await waitingIn(brokerUrl, 'cf.delay.1000')).toBe(0);
  state.away = false;
  await eventually(async () => expect(await effects()).toEqual([id]), { timeoutMs: 10_000 });
});

test('a delay queue that takes nothing stops nobody: what should wait there waits here and is handled as soon as it can be', async () => {
  const state = { refused: 0, healed: false };
  const { brokerUrl, publish, effects } = await consumerWorld(async (work, event) => {
    await work.effect(event);
    if (state.healed) return;
    state.refused += 1;
    throw conflict('NOT_YET', 'Something else has to happen before.');
  });
  await deleteQueue(brokerUrl, 'cf.delay.1000');
  // More than a consumer has in hand at a time.
  const ids = await Promise.all(Array.from({ length: 25 }, (_, index) => publish(`note ${index}`)));
  await eventually(() => expect(state.refused).toBeGreaterThan(40));
  state.healed = true;
  await eventually(async () => expect((await effects()).sort()).toEqual(ids.sort()), { timeoutMs: 10_000 });
  expect(await readDeadLetters(brokerUrl, 'test')).toEqual([]);
});

test('a message that was redelivered often and cannot wait in its delay queue is not taken for deadly', async () => {
  const { line, via } = proxied();
  const state = { cuts: 0, refused: 0, healed: false };
  const { brokerUrl, publish, effects } = await consumerWorld(
    async (work, event) => {
      if (state.cuts < 4) {
        state.cuts += 1;
        line.proxy?.cut();
        throw Object.assign(new Error('cut'), { code: 'ECONNRESET' });
      }
      await work.effect(event);
      if (state.healed) return;
      state.refused += 1;
      // Declared anew by every connection, so it is deleted under the one that stays.
      if (state.refused === 1) await deleteQueue(brokerUrl, 'cf.delay.1000');
      throw conflict('NOT_YET', 'Something else has to happen before.');
    },
    { via },
  );
  const id = await publish('one');
  await eventually(() => expect(state.refused).toBeGreaterThan(5), { timeoutMs: 20_000 });
  state.healed = true;
  await eventually(async () => expect(await effects()).toEqual([id]), { timeoutMs: 10_000 });
  expect(await readDeadLetters(brokerUrl, 'test')).toEqual([]);
});

test('database connections that die while events are handled cost nothing', async () => {
  const { db, brokerUrl, outcomes, publish, effects } = await consumerWorld(async (work, event) => {
    await work.effect(event);
    await sleep(300);
  });
  const ids = await Promise.all(['a', 'b', 'c', 'd', 'e'].map((note) => publish(note)));
  await eventually(async () => {
    const busy = await db.raw(
      `select 1 from pg_stat_activity where application_name = 'consumer' and state = 'idle in transaction' and datname = current_database()`,
    );
    expect(busy.rowCount).toBe(5);
  });
  await db.raw(
    `select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'consumer' and datname = current_database()`,
  );
  await eventually(async () => expect((await effects()).sort()).toEqual(ids.sort()));
  expect(outcomes).toHaveLength(5);
  expect(await readDeadLetters(brokerUrl, 'test')).toEqual([]);
});

test('an ack that is lost after the commit leads to a second delivery and no second effect', async () => {
  const { line, via } = proxied();
  const { outcomes, publish, effects } = await consumerWorld(
    async (work, event) => {
      line.proxy?.pauseToServer();
      await work.effect(event);
    },
    { via },
  );
  const id = await publish('one');
  await eventually(() => expect(outcomes).toEqual(['handled']));
  await sleep(100);
  line.proxy?.cut();
  line.proxy?.resume();
  await eventually(() => expect(outcomes).toEqual(['handled', 'duplicate']));
  expect(await effects()).toEqual([id]);
});

test('connections closed by the broker while events are handled lose nothing and repeat nothing', async () => {
  const { brokerUrl, publish, effects } = await consumerWorld(async (work, event) => {
    await work.effect(event);
    await sleep(20);
  });
  const closing = (async () => {
    for (let round = 0; round < 4; round += 1) await closeAllConnections(brokerUrl);
  })();
  const ids: string[] = [];
  for (let index = 0; index < 100; index += 1) ids.push(await publish(`note ${index}`));
  await closing;
  await eventually(async () => expect(await effects()).toHaveLength(100), { timeoutMs: 15_000 });
  expect((await effects()).sort()).toEqual(ids.sort());
  await eventually(async () => expect(await waitingIn(brokerUrl, serviceQueue('test'))).toBe(0));
});

test('a consumer whose queue is deleted makes it again and goes on', async () => {
  const { brokerUrl, consumer, publish, effects } = await consumerWorld((work, event) => work.effect(event));
  await deleteQueue(brokerUrl, serviceQueue('test'));
  await eventually(() => expect(consumer.attached()).toBe(false));
  await eventually(() => expect(consumer.attached()).toBe(true));
  const id = await publish('after');
  await eventually(async () => expect(await effects()).toEqual([id]));
});

test('a stop lets events in hand finish, acks them, and takes no more', async () => {
  const started: string[] = [];
  const { brokerUrl, consumer, publish, effects } = await consumerWorld(async (work, event) => {
    started.push(event.id);
    await sleep(700);
    await work.effect(event);
  });
  const inHand = [await publish('one'), await publish('two')];
  await eventually(() => expect(started).toEqual(inHand));
  const stopping = consumer.stop();
  await publish('late');
  await stopping;
  expect((await effects()).sort()).toEqual(inHand.sort());
  expect(consumer.attached()).toBe(false);
  await eventually(async () => expect(await waitingIn(brokerUrl, serviceQueue('test'))).toBe(1));
});

test('a message during which the process dies again and again is parked, its neighbours are handled', async () => {
  const { line, via } = proxied();
  const deaths = { count: 0 };
  const { brokerUrl, publish, effects } = await consumerWorld(
    async (work, event) => {
      if (event.data.note === 'deadly') {
        deaths.count += 1;
        // As near to a death as a test in one process comes: the connection is gone and nothing was committed.
        line.proxy?.cut();
        throw Object.assign(new Error('died'), { code: 'ECONNRESET' });
      }
      await work.effect(event);
    },
    { via },
  );
  const deadly = await publish('deadly');
  const innocent = await publish('innocent');
  const [letter] = await eventually(
    async () => {
      const letters = await readDeadLetters(brokerUrl, 'test');
      expect(letters).toHaveLength(1);
      return letters;
    },
    { timeoutMs: 15_000 },
  );
  expect(letter).toMatchObject({ id: deadly, error: expect.stringContaining('CRASH_SUSPECT') });
  expect(deaths.count).toBeLessThanOrEqual(7);
  await eventually(async () => expect(await effects()).toEqual([innocent]));
});
