import { RELAY_LOCK } from '@campus/outbox/relay';
import { brokerTap, closeAllConnections, readDeadLetters } from '@campus/testing/broker';
import { eventually } from '@campus/testing/eventually';
import { expect, test } from 'vitest';
import { change, outboxWorld } from './support/outbox-world.ts';

const counts = (length: number) => Array.from({ length }, (_, index) => index);

test('events are published in the order they were added, and marked', async () => {
  const { db, brokerUrl, commit, startRelay } = await outboxWorld();
  const tap = await brokerTap(brokerUrl);
  const relay = await startRelay();
  const added: string[] = [];
  for (const round of counts(20)) {
    added.push(...(await commit([change(round), change(round)])));
    relay.wake();
  }
  await eventually(() => expect(tap.events).toHaveLength(40));
  expect(tap.events.map(({ id }) => id)).toEqual(added);
  await eventually(async () => expect(await db('outbox').whereNull('published_at')).toEqual([]));
});

test('more events than one batch holds are all published, in order', async () => {
  const { brokerUrl, commit, startRelay } = await outboxWorld();
  const tap = await brokerTap(brokerUrl);
  const added = await commit(counts(1_200).map((count) => change(count)));
  await startRelay();
  await eventually(() => expect(tap.events).toHaveLength(1_200), { timeoutMs: 10_000 });
  expect(tap.events.map(({ id }) => id)).toEqual(added);
});

test('an event whose process died before waking the relay is found by the poll', async () => {
  const { brokerUrl, commit, startRelay } = await outboxWorld();
  const tap = await brokerTap(brokerUrl);
  await startRelay();
  await eventually(() => expect(tap.events).toEqual([]));
  const [id] = await commit([change(1)]);
  await tap.waitFor((event) => event.id === id, 2_000);
});

test('an event that nobody listens to is kept in cf.unrouted and counts as published', async () => {
  const { db, brokerUrl, commit, startRelay } = await outboxWorld();
  await startRelay();
  const [id] = await commit([change(1)]);
  await eventually(async () => expect(await db('outbox').whereNotNull('published_at')).toHaveLength(1));
  expect(await readDeadLetters(brokerUrl, 'unrouted')).toMatchObject([{ id, type: 'thing.changed' }]);
});

test('whoever holds the relay lock stops the relay between commit and publish', async () => {
  const { db, brokerUrl, commit, startRelay } = await outboxWorld();
  const tap = await brokerTap(brokerUrl);
  const relay = await startRelay();
  const [id] = await db.transaction(async (trx) => {
    await trx.raw('select pg_advisory_xact_lock(?)', [RELAY_LOCK]);
    const ids = await commit([change(1)]);
    relay.wake();
    await expect(tap.waitFor((event) => event.id === ids[0], 500)).rejects.toThrow();
    return ids;
  });
  await tap.waitFor((event) => event.id === id);
});

test('two replicas share the work without publishing an event twice', async () => {
  const { brokerUrl, commit, startRelay } = await outboxWorld();
  const tap = await brokerTap(brokerUrl);
  const relays = [await startRelay(), await startRelay()];
  const added: string[] = [];
  for (const round of counts(50)) {
    added.push(...(await commit([change(round)])));
    for (const relay of relays) relay.wake();
  }
  await eventually(() => expect(tap.events.length).toBeGreaterThanOrEqual(50));
  expect(tap.events.map(({ id }) => id)).toEqual(added);
});

test('connections closed by the broker lose nothing', async () => {
  const { db, brokerUrl, commit, startRelay } = await outboxWorld();
  const tap = await brokerTap(brokerUrl);
  const relay = await startRelay();
  const added: string[] = [];
  const closing = closeAllConnections(brokerUrl).then(() => closeAllConnections(brokerUrl));
  for (const round of counts(300)) {
    added.push(...(await commit([change(round)])));
    relay.wake();
  }
  await closing;
  await eventually(async () => expect(await db('outbox').whereNull('published_at')).toEqual([]), { timeoutMs: 15_000 });
  expect(new Set(tap.events.map(({ id }) => id))).toEqual(new Set(added));
});

test('what was committed before the stop is published before it ends', async () => {
  const { brokerUrl, commit, startRelay } = await outboxWorld();
  const tap = await brokerTap(brokerUrl);
  const relay = await startRelay();
  const added = await commit([change(1), change(2)]);
  await relay.stop();
  await eventually(() => expect(tap.events.map(({ id }) => id)).toEqual(added));
});
