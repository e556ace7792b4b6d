import { randomUUID } from 'node:crypto';
import { purgeMessages } from '@campus/outbox/purge';
import { expect, test } from 'vitest';
import { change, outboxWorld } from './support/outbox-world.ts';

test('only what is published and older than its horizon is deleted', async () => {
  const { db, commit } = await outboxWorld();
  const [old, young, pending] = await commit([change(1), change(2), change(3)]);
  await db('outbox')
    .where({ event_id: old })
    .update({ published_at: db.raw(`now() - interval '15 days'`) });
  await db('outbox')
    .where({ event_id: young })
    .update({ published_at: db.raw(`now() - interval '13 days'`) });
  await db('outbox')
    .where({ event_id: pending })
    .update({ occurred_at: db.raw(`now() - interval '99 days'`) });
  const seen = (age: string) => ({
    consumer: 'test',
    message_id: randomUUID(),
    type: 'x',
    processed_at: db.raw(`now() - interval '${age}'`),
  });
  await db('inbox').insert([seen('31 days'), seen('29 days')]);
  expect(await purgeMessages(db)).toEqual({ outbox: 1, archived: 0, unreadable: 0, inbox: 1 });
  expect(await db('outbox').orderBy('id').pluck('event_id')).toEqual([young, pending]);
});

test('more rows than one batch holds are deleted too', async () => {
  const { db } = await outboxWorld();
  await db.raw(`insert into inbox (consumer, message_id, type, processed_at)
    select 'test', gen_random_uuid(), 'x', now() - interval '40 days' from generate_series(1, 11000)`);
  expect(await purgeMessages(db)).toEqual({ outbox: 0, archived: 0, unreadable: 0, inbox: 11_000 });
});
