import { newId } from '@campus/database/ids';
import { inTransaction } from '@campus/database/transaction';
import { outboxOf } from '@campus/outbox/outbox';
import { inSpan, startTracing } from '@campus/telemetry/tracing';
import { expect, test } from 'vitest';
import { change, outboxWorld } from './support/outbox-world.ts';

const { db, commit } = await outboxWorld();
startTracing();

test('an event is stored as the CloudEvent that will be published', async () => {
  const event = change(7);
  const [id] = await commit([event]);
  const row = await db('outbox').where({ event_id: id }).first();
  expect(JSON.parse(row.body)).toEqual({
    specversion: '1.0',
    id,
    source: '/test',
    type: 'thing.changed',
    subject: `thing/${event.aggregateId}`,
    time: event.occurredAt.toISOString(),
    datacontenttype: 'application/json',
    aggregatetype: 'thing',
    aggregateid: event.aggregateId,
    aggregateversion: 1,
    data: { count: 7 },
  });
});

test('an event that does not fit its schema undoes its cause', async () => {
  const cause = inTransaction(db, async (trx) => {
    await trx('things').insert({ id: 'malformed' });
    await outboxOf(trx, { source: '/test', newId }).add([change(1.5)]);
  });
  await expect(cause).rejects.toThrow();
  expect(await db('things').where({ id: 'malformed' })).toEqual([]);
});

test('the same version of an aggregate cannot have two events', async () => {
  const event = change(1);
  await commit([event]);
  await expect(commit([event])).rejects.toMatchObject({ code: '23505' });
});

test('no events need no statement', async () => {
  expect(await commit([])).toEqual([]);
});

test('an event remembers the trace and the event that caused it', async () => {
  const cause = newId();
  const event = change(1);
  await inSpan('test', { kind: 'internal' }, () =>
    inTransaction(db, (trx) => outboxOf(trx, { source: '/test', newId, causationId: cause }).add([event])),
  );
  const row = await db('outbox').where({ aggregate_id: event.aggregateId }).first();
  const { causationid, traceparent } = JSON.parse(row.body);
  expect(causationid).toBe(cause);
  expect(row.headers).toEqual({ traceparent });
  expect(traceparent).toMatch(/^00-[0-9a-f]{32}-/);
});
