import { serviceQueue } from '@campus/messaging/topology';
import { atEnd } from '@campus/testing/at-end';
import { type Channel, connect } from 'amqplib';
import { beforeAll, expect, test } from 'vitest';
import { runResend } from '../src/resend/run-resend.ts';
import { tellEverybodyElse } from './audit/echoes.ts';
import { tellOrders } from './audit/orders.ts';
import { createWorld, type World } from './audit/world.ts';

let world: World;
let channel: Channel;

beforeAll(async () => {
  world = await createWorld();
  await tellOrders(world);
  await tellEverybodyElse(world);
  const connection = await connect(world.access.rabbitmqUrl);
  atEnd(() => connection.close());
  channel = await connection.createChannel();
});

/** What the queue of a service holds; it is empty afterwards. */
async function takeAll(service: string): Promise<{ id: string; type: string; body: string }[]> {
  const taken = [];
  for (let next = await nextOf(service); next; next = await nextOf(service)) {
    const { messageId, type } = next.properties;
    taken.push({ id: String(messageId), type: String(type), body: next.content.toString() });
  }
  return taken;
}
const nextOf = (service: string) => channel.get(serviceQueue(service), { noAck: true });

test('where everybody has heard everything nothing is sent', async () => {
  expect(await runResend(world.access, { checkOnly: true })).toEqual({});
});

test('what one service never heard is sent to it alone, byte for byte; to only look changes nothing', async () => {
  const { payment, ordering } = world.databases;
  const [forgotten] = await payment('inbox').where({ type: 'order.cancelled' }).limit(1).select();
  await payment('inbox').where({ message_id: forgotten.message_id }).delete();
  expect(await runResend(world.access, { checkOnly: true })).toEqual({ payment: 1 });
  expect(await takeAll('payment')).toEqual([]);
  expect(await runResend(world.access, { checkOnly: true, of: 'reporting' })).toEqual({});
  expect(await runResend(world.access, { checkOnly: true, since: new Date() })).toEqual({});

  expect(await runResend(world.access, { checkOnly: false })).toMatchObject({ payment: 1 });
  const { event_id: id, type, body } = await ordering('outbox').where({ event_id: forgotten.message_id }).first();
  expect(await takeAll('payment')).toEqual([{ id, type, body }]);
  for (const other of ['notification', 'reporting', 'realtime']) expect(await takeAll(other)).toEqual([]);
  await payment('inbox').insert(forgotten);
});

test('what a person has discarded is left alone', async () => {
  const { payment, reporting } = world.databases;
  const [forgotten] = await payment('inbox').where({ type: 'order.cancelled' }).limit(1).select();
  await payment('inbox').where({ message_id: forgotten.message_id }).delete();
  await reporting('discarded_letters').insert({
    consumer: 'payment',
    message_id: forgotten.message_id,
    type: 'order.cancelled',
    error: 'broken',
    reason: 'a test',
    discarded_by: 'asha',
    discarded_at: new Date(),
  });
  expect(await runResend(world.access, { checkOnly: true })).toEqual({});
  await reporting('discarded_letters').delete();
  await payment('inbox').insert(forgotten);
});
