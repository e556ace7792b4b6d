import { eventKind } from '@campus/contracts/event';
import { redactPublished } from '@campus/outbox/redact';
import { eventually } from '@campus/testing/eventually';
import { expect, test } from 'vitest';
import { z } from 'zod';
import { change, outboxWorld } from './support/outbox-world.ts';

const person = z.object({ name: z.string().nullable(), town: z.string() });
const kind = eventKind('person.changed', 'person', z.object({ person }), { person: { name: 'Asha', town: 'Pune' } });
const named = (name: string) => ({ ...change(1, kind), data: { person: { name, town: 'Pune' } } });
const paths = [
  ['data', 'person', 'name'],
  ['data', 'person', 'nickname'],
];

test('what belonged to a person goes from events that were published; the facts, and everybody else, stay', async () => {
  const { db, commit, startRelay } = await outboxWorld();
  const [gone, stays, later] = [named('Asha'), named('Bilal'), named('Asha')];
  await commit([gone, stays]);
  await startRelay();
  await eventually(async () => expect(await db('outbox').whereNull('published_at')).toEqual([]));
  const before = await db('outbox').where({ aggregate_id: gone.aggregateId }).first();
  const redact = () =>
    redactPublished(db, { aggregateType: 'person', ids: [gone.aggregateId, later.aggregateId], paths });

  expect(await redact()).toBe(1);
  expect(await redact()).toBe(0);
  const after = await db('outbox').where({ aggregate_id: gone.aggregateId }).first();
  expect(JSON.parse(after.body)).toEqual({
    ...JSON.parse(before.body),
    data: { person: { name: null, town: 'Pune' } },
  });
  expect(await db('outbox').where({ aggregate_id: stays.aggregateId }).pluck('body')).toEqual([
    expect.stringContaining('Bilal'),
  ]);
});

test('an event that is still to be published is left to the relay', async () => {
  const { db, commit } = await outboxWorld();
  const pending = named('Asha');
  await commit([pending]);
  expect(await redactPublished(db, { aggregateType: 'person', ids: [pending.aggregateId], paths })).toBe(0);
});
