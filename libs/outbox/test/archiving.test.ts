import { randomUUID } from 'node:crypto';
import type { DomainEvent } from '@campus/contracts/event';
import type { Residue } from '@campus/outbox/archive';
import { purgeMessages } from '@campus/outbox/purge';
import { storedEvents } from '@campus/outbox/replay';
import { expect, test } from 'vitest';
import { change, type OutboxWorld, outboxWorld } from './support/outbox-world.ts';

/** Of a thing remains its newest event and every event with a count of 100, none of them with the trace. */
const residue: Residue = ({ traceparent: _, ...event }, { isNewest }) => {
  const isLasting = JSON.stringify(event.data).includes('100');
  return isNewest || isLasting ? { ...event, data: { count: isLasting ? 100 : 0 } } : undefined;
};

const history = (counts: number[]): DomainEvent[] => {
  const aggregateId = randomUUID();
  return counts.map((count, index) => ({ ...change(count), aggregateId, aggregateVersion: index + 1 }));
};
const aged = ({ db }: OutboxWorld, ids: string[], days = 15) =>
  db('outbox')
    .whereIn('event_id', ids)
    .update({ published_at: db.raw(`now() - interval '${days} days'`) });
const archived = ({ db }: OutboxWorld) => db('outbox_archive').orderBy('aggregate_version').pluck('event_id');
const replayed = async ({ db }: OutboxWorld) => {
  const found: { id: string; count: number }[] = [];
  for await (const page of storedEvents(db, ['thing.changed']))
    found.push(...page.map(({ event_id: id, body }) => ({ id, count: JSON.parse(body).data.count })));
  return found;
};

test('of an old aggregate the newest event remains, and what lasts', async () => {
  const world = await outboxWorld();
  const ids = await world.commit(history([1, 100, 3, 4]));
  await aged(world, ids);
  expect(await purgeMessages(world.db, residue)).toEqual({ outbox: 4, archived: 2, unreadable: 0, inbox: 0 });
  expect(await world.db('outbox')).toEqual([]);
  expect(await archived(world)).toEqual([ids[1], ids[3]]);
  expect((await replayed(world)).map(({ count }) => count)).toEqual([100, 0]);
});

test('what was the newest goes when a newer event grows old, what lasts stays', async () => {
  const world = await outboxWorld();
  const events = history([100, 2, 3, 4]);
  const early = await world.commit(events.slice(0, 2));
  await aged(world, early);
  await purgeMessages(world.db, residue);
  const late = await world.commit(events.slice(2));
  await aged(world, late.slice(0, 1));
  await aged(world, late.slice(1), 1);
  expect(await purgeMessages(world.db, residue)).toEqual({ outbox: 1, archived: 0, unreadable: 0, inbox: 0 });
  expect(await archived(world)).toEqual([early[0]]);
  await aged(world, late.slice(1));
  expect(await purgeMessages(world.db, residue)).toEqual({ outbox: 1, archived: 1, unreadable: 0, inbox: 0 });
  expect(await archived(world)).toEqual([early[0], late[1]]);
});

test('an event is the newest as long as no newer one was published', async () => {
  const world = await outboxWorld();
  const [published = '', refused = ''] = await world.commit(history([1, 2]));
  await aged(world, [published]);
  await world.db('outbox').where({ event_id: refused }).update({ quarantined_at: world.db.fn.now() });
  await purgeMessages(world.db, residue);
  expect(await archived(world)).toEqual([published]);
});

test('an event that was released late does not become the newest', async () => {
  const world = await outboxWorld();
  const [late = '', newest = ''] = await world.commit(history([1, 2]));
  await aged(world, [newest], 20);
  await purgeMessages(world.db, residue);
  await aged(world, [late], 15);
  await purgeMessages(world.db, residue);
  expect(await archived(world)).toEqual([newest]);
});

test('young events stay as they are, and a replay sees old and young ones', async () => {
  const world = await outboxWorld();
  const [old = ''] = await world.commit(history([7]));
  const [young = '', pending = '', refused = ''] = await world.commit(history([8, 9, 10]));
  await aged(world, [old]);
  await aged(world, [young], 13);
  await world.db('outbox').where({ event_id: refused }).update({ quarantined_at: world.db.fn.now() });
  await purgeMessages(world.db, residue);
  expect(await replayed(world)).toEqual([
    { id: young, count: 8 },
    { id: pending, count: 9 },
    { id: refused, count: 10 },
    { id: old, count: 0 },
  ]);
});

test('an old event that cannot be read stays where it is, and the others go', async () => {
  const world = await outboxWorld();
  const ids = await world.commit([...history([1]), ...history([2]), ...history([3])]);
  await aged(world, ids);
  await world.db('outbox').where({ event_id: ids[0] }).update({ body: '{}' });
  const choosy: Residue = (event, place) => (event.id === ids[1] ? 'unreadable' : residue(event, place));
  expect(await purgeMessages(world.db, choosy)).toEqual({ outbox: 1, archived: 1, unreadable: 2, inbox: 0 });
  expect(await world.db('outbox').orderBy('id').pluck('event_id')).toEqual(ids.slice(0, 2));
});

test('replicas that archive at once archive each event once, and a replay meanwhile misses no aggregate', async () => {
  const world = await outboxWorld();
  const histories = Array.from({ length: 900 }, () => history([1, 2, 100, 4]));
  const ids = await world.commit(histories.flat());
  await aged(world, ids);
  const [replay, ...purged] = await Promise.all([
    replayed(world),
    purgeMessages(world.db, residue),
    purgeMessages(world.db, residue),
  ]);
  expect(purged.reduce((sum, { outbox }) => sum + outbox, 0)).toBe(3_600);
  expect(await world.db('outbox_archive')).toHaveLength(1_800);
  const seen = new Set(replay.map(({ id }) => id));
  const needed = ids.filter((_, index) => index % 4 >= 2);
  expect(needed.filter((id) => !seen.has(id))).toEqual([]);
});
