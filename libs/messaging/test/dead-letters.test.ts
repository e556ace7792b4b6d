import { AppError } from '@campus/errors/app-error';
import { discardDeadLetters, listDeadLetters, replayDeadLetters } from '@campus/messaging/dead-letters';
import { deadLetterQueue } from '@campus/messaging/topology';
import { publishBody, publishEvent } from '@campus/testing/broker';
import { eventually } from '@campus/testing/eventually';
import { connect } from 'amqplib';
import { expect, test } from 'vitest';
import { consumerWorld, thingChanged } from './support/consumer-world.ts';

const bug = () => new AppError('unprocessable', 'BROKEN', 'A bug.');

/** A service that cannot handle anything until it is healed. */
async function brokenWorld() {
  const state: { error: Error | undefined; runs: number } = { error: bug(), runs: 0 };
  const world = await consumerWorld(async (work, event) => {
    state.runs += 1;
    if (state.error) throw state.error;
    await work.effect(event);
  });
  const source = { url: world.brokerUrl, service: 'test' };
  const park = async (note: string) => {
    const before = (await listDeadLetters(source)).length;
    const id = await world.publish(note);
    await eventually(async () => expect(await listDeadLetters(source)).toHaveLength(before + 1));
    return id;
  };
  return { ...world, state, source, park };
}

test('listing shows dead letters, also only some, and leaves them where they are', async () => {
  const { source, park } = await brokenWorld();
  const [first, second] = [await park('one'), await park('two')];
  expect(await listDeadLetters(source, { id: second })).toMatchObject([{ id: second, error: 'BROKEN: A bug.' }]);
  expect(await listDeadLetters(source, { limit: 1 })).toHaveLength(1);
  expect(await listDeadLetters(source, { type: 'other.type' })).toEqual([]);
  expect((await listDeadLetters(source)).map(({ id }) => id).sort()).toEqual([first, second].sort());
});

test('a replayed letter is handled as if it were new; replayed twice it has one effect', async () => {
  const { state, source, park, effects, outcomes, publish } = await brokenWorld();
  const id = await park('one');
  state.error = undefined;
  expect(await replayDeadLetters(source)).toMatchObject([{ id }]);
  await eventually(async () => expect(await effects()).toEqual([id]));
  await publish('one', { id });
  await eventually(() => expect(outcomes).toEqual(['handled', 'duplicate']));
  expect(await listDeadLetters(source)).toEqual([]);
});

test('a letter that went through a delay queue can go through it again after its replay', async () => {
  const { state, source, publish, effects } = await brokenWorld();
  state.error = new Error('not yet');
  const id = await publish('one');
  await eventually(() => expect(state.runs).toBe(1));
  state.error = bug();
  await eventually(async () => expect(await listDeadLetters(source)).toMatchObject([{ id, attempts: 2 }]));
  // A kept x-death would make the broker see a cycle.
  expect((await headerNames(source.url)).filter((name) => name.startsWith('x-'))).toEqual(['x-delivery-count']);
  state.error = new Error('not yet');
  await replayDeadLetters(source);
  await eventually(() => expect(state.runs).toBe(3));
  state.error = undefined;
  await eventually(async () => expect(await effects()).toEqual([id]));
});

test('a discarded letter is gone', async () => {
  const { source, park } = await brokenWorld();
  const [first, second] = [await park('one'), await park('two')];
  expect(await discardDeadLetters(source, { id: first })).toMatchObject([{ id: first }]);
  expect(await listDeadLetters(source)).toMatchObject([{ id: second }]);
});

test('a copy that is replayed into a read model says so on all its ways, and can be told from the event itself', async () => {
  const { source, brokerUrl, park, state } = await brokenWorld();
  const id = await park('one');
  state.error = new Error('not yet');
  const [{ body = '' } = {}] = await listDeadLetters(source);
  await publishBody(brokerUrl, {
    routingKey: thingChanged.type,
    messageId: id,
    body,
    headers: { 'cf-generation': 7 },
  });
  await eventually(() => expect(state.runs).toBe(2));
  state.error = bug();
  await eventually(async () => expect(await listDeadLetters(source, { generation: 7 })).toMatchObject([{ id }]));
  expect(await listDeadLetters(source, { generation: 6 })).toEqual([]);
  expect(await discardDeadLetters(source, { generation: 'any' })).toMatchObject([{ id, generation: 7, attempts: 2 }]);
  expect(await listDeadLetters(source)).toMatchObject([{ id, generation: undefined }]);
});

test('an unrouted event can be sent to those who listen by now', async () => {
  const { brokerUrl, state, effects } = await brokenWorld();
  state.error = undefined;
  const nobodys = { ...thingChanged, type: 'thing.unheard' };
  const id = await publishEvent(brokerUrl, nobodys, { aggregateId: 'x', data: { note: 'x' } });
  const source = { url: brokerUrl, service: 'unrouted' };
  expect(await replayDeadLetters(source)).toMatchObject([{ id, type: 'thing.unheard' }]);
  expect(await listDeadLetters(source)).toMatchObject([{ id }]);
  expect(await effects()).toEqual([]);
});

async function headerNames(url: string): Promise<string[]> {
  const connection = await connect(url);
  const channel = await connection.createChannel();
  const message = await channel.get(deadLetterQueue('test'));
  await connection.close();
  return message === false ? [] : Object.keys(message.properties.headers ?? {});
}
