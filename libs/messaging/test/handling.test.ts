import { setTimeout as sleep } from 'node:timers/promises';
import { AppError } from '@campus/errors/app-error';
import { currentTrace, startTracing } from '@campus/telemetry/tracing';
import { publishBody, readDeadLetters } from '@campus/testing/broker';
import { eventually } from '@campus/testing/eventually';
import { expect, test } from 'vitest';
import { consumerWorld, type Handler } from './support/consumer-world.ts';

const keepAll: Handler = (work, event) => work.effect(event);

test('an event has its effect and is remembered', async () => {
  const { db, publish, effects } = await consumerWorld(keepAll);
  const id = await publish('one');
  await eventually(async () => expect(await effects()).toEqual([id]));
  expect(await db('inbox')).toMatchObject([{ consumer: 'test', message_id: id, type: 'thing.changed' }]);
});

test('an event that arrives many times, also at the same moment, has one effect', async () => {
  const { outcomes, publish, effects } = await consumerWorld(keepAll);
  const id = await publish('one');
  await Promise.all(Array.from({ length: 10 }, (_, index) => publish('one', { id, aggregateId: `copy ${index}` })));
  await eventually(() => expect(outcomes).toHaveLength(11));
  expect(await effects()).toEqual([id]);
});

test('events of one aggregate are handled in the order they come', async () => {
  const seen: string[] = [];
  const { publish } = await consumerWorld(async (_, event) => {
    await sleep(Math.random() * 30);
    seen.push(event.data.note);
  });
  const notes = Array.from({ length: 15 }, (_, index) => `note ${index}`);
  for (const note of notes) await publish(note, { aggregateId: 'same' });
  await eventually(() => expect(seen).toEqual(notes));
});

test('what cannot be read becomes a dead letter with its reason, and the next event is handled', async () => {
  const { brokerUrl, publish, effects } = await consumerWorld(keepAll);
  await publishBody(brokerUrl, { routingKey: 'thing.changed', messageId: 'not-json', body: '{' });
  const wrongData = await publish('wrong', { envelope: { data: { note: 5 } } });
  const wrongEnvelope = await publish('wrong', { envelope: { aggregateversion: 0 } });
  const good = await publish('good');
  await eventually(async () => expect(await effects()).toEqual([good]));
  const letters = await eventually(async () => {
    const all = await readDeadLetters(brokerUrl, 'test');
    expect(all).toHaveLength(3);
    return new Map(all.map((letter) => [letter.id, letter]));
  });
  expect(letters.get('not-json')).toMatchObject({ handler: 'none', attempts: 1, sourceQueue: 'cf.test.v1' });
  expect(letters.get('not-json')?.error).toMatch(/^UNREADABLE_ENVELOPE/);
  expect(letters.get(wrongEnvelope)?.error).toMatch(/^UNREADABLE_ENVELOPE.*aggregateversion/s);
  expect(letters.get(wrongData)?.error).toMatch(/^UNREADABLE_EVENT.*note/s);
});

test('an error that time cannot heal becomes a dead letter at once, without personal data', async () => {
  async function onThingChanged() {
    throw new AppError('unprocessable', 'SLOT_UNKNOWN', 'No slot for 9876543210.');
  }
  const { brokerUrl, publish } = await consumerWorld(onThingChanged);
  const id = await publish('one');
  const [letter] = await eventually(async () => {
    const letters = await readDeadLetters(brokerUrl, 'test');
    expect(letters).toHaveLength(1);
    return letters;
  });
  expect(letter).toMatchObject({ id, type: 'thing.changed', handler: 'onThingChanged', attempts: 1 });
  expect(letter?.error).toBe('SLOT_UNKNOWN: No slot for [phone].');
  expect(letter?.stack).toContain('handling.test.ts');
  expect(Date.parse(letter?.failedAt ?? '')).toBeGreaterThan(Date.now() - 30_000);
});

test('an error that time can heal is repeated after growing pauses, with one effect in the end', async () => {
  const runs: number[] = [];
  const { brokerUrl, publish, effects } = await consumerWorld(async (work, event) => {
    runs.push(Date.now());
    await work.effect(event);
    if (runs.length < 3) throw new Error('not yet');
  });
  const id = await publish('one');
  await eventually(async () => expect(await effects()).toEqual([id]), { timeoutMs: 10_000 });
  const [first = 0, second = 0, third = 0] = runs;
  expect(second - first).toBeGreaterThanOrEqual(1_000);
  expect(third - second).toBeGreaterThanOrEqual(5_000);
  expect(await readDeadLetters(brokerUrl, 'test')).toEqual([]);
});

test('a SQL error that the handler swallowed is not acked away', async () => {
  const runs = { count: 0 };
  const { outcomes, publish, effects } = await consumerWorld(async (work, event) => {
    runs.count += 1;
    await work.effect(event);
    if (runs.count === 1) await work.trx.raw('select 1 / 0').catch(() => 'swallowed');
  });
  const id = await publish('one');
  await eventually(() => expect(outcomes).toEqual(['handled']));
  expect(runs.count).toBe(2);
  expect(await effects()).toEqual([id]);
});

test('a handler continues the trace of the event', async () => {
  startTracing();
  const traces: (string | undefined)[] = [];
  const { brokerUrl } = await consumerWorld(async () => {
    traces.push(currentTrace().traceparent);
  });
  const trace = '0af7651916cd43dd8448eb211c80319c';
  const { body, messageId } = { messageId: '0197a5b0-0000-7000-8000-000000000001', body: envelopeWithoutTrace() };
  const headers = { traceparent: `00-${trace}-b7ad6b7169203331-01` };
  await publishBody(brokerUrl, { routingKey: 'thing.changed', messageId, body, headers });
  await eventually(() => expect(traces).toEqual([expect.stringContaining(trace)]));
});

function envelopeWithoutTrace(): string {
  return JSON.stringify({
    specversion: '1.0',
    id: '0197a5b0-0000-7000-8000-000000000001',
    source: '/test',
    type: 'thing.changed',
    subject: 'thing/1',
    time: '2026-01-05T09:00:00Z',
    datacontenttype: 'application/json',
    aggregatetype: 'thing',
    aggregateid: '1',
    aggregateversion: 1,
    data: { note: 'x' },
  });
}
