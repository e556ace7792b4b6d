import { listDeadLetters, replayDeadLetters } from '@campus/messaging/dead-letters';
import { queueStates } from '@campus/messaging/queue-states';
import { assertSharedTopology, deadLetterQueue, EVENTS, serviceQueue } from '@campus/messaging/topology';
import { atEnd } from '@campus/testing/at-end';
import { freshVhost } from '@campus/testing/broker';
import { eventually } from '@campus/testing/eventually';
import { type Channel, connect } from 'amqplib';
import { beforeAll, expect, test } from 'vitest';

// RabbitMQ 4 limits deliveries by itself; this broker does it when a queue asks for it.
const LIMITED = { 'x-queue-type': 'quorum', 'x-delivery-limit': 3 };
const FAR_MORE_LOOKS = 15;

let url: string;
let channel: Channel;
beforeAll(async () => {
  url = await freshVhost();
  const connection = await connect(url);
  atEnd(() => connection.close());
  channel = await connection.createChannel();
  await assertSharedTopology(channel);
});

async function limitedQueue(service: string): Promise<string> {
  const queue = deadLetterQueue(service);
  await channel.assertQueue(queue, { arguments: LIMITED });
  channel.sendToQueue(queue, Buffer.from('{"any":"body"}'), {
    messageId: `letter-of-${service}`,
    type: 'thing.changed',
    persistent: true,
    headers: { 'cf-error': 'BROKEN: A bug.', 'cf-attempts': 6, 'cf-handler': 'onThing', 'cf-aggregate-id': 'a' },
  });
  await waiting(queue);
  return queue;
}

// A queue counts what came back a moment after the connection that held it is gone.
function waiting(queue: string, messages = 1) {
  return eventually(async () => expect((await queueStates(url, [queue])).get(queue)?.messages).toBe(messages));
}

test('a letter may be looked at any number of times, also where the broker limits deliveries', async () => {
  const queue = await limitedQueue('looked-at');
  const source = { url, service: 'looked-at' };
  const [first] = await listDeadLetters(source);
  for (let looks = 0; looks < FAR_MORE_LOOKS; looks += 1) {
    await waiting(queue);
    expect(await listDeadLetters(source)).toEqual([first]);
  }
  await waiting(queue);
});

test('(control) looked at and given back it would be lost', async () => {
  const queue = await limitedQueue('given-back');
  for (let looks = 0; looks < 4; looks += 1) {
    const message = await eventually(async () => {
      const got = await channel.get(queue);
      if (got === false) throw new Error('not back yet');
      return got;
    });
    channel.nack(message, false, true);
  }
  await waiting(queue, 0);
});

test('what the broker itself has parked says so, and goes back to the queue it came from and nowhere else', async () => {
  const [working, other] = [serviceQueue('slow'), serviceQueue('other')];
  const parking = deadLetterQueue('slow');
  const deadLetters = { 'x-dead-letter-exchange': '', 'x-dead-letter-routing-key': parking };
  await channel.assertQueue(parking, { arguments: { 'x-queue-type': 'quorum' } });
  await channel.assertQueue(working, { arguments: { ...LIMITED, ...deadLetters } });
  await channel.assertQueue(other);
  for (const queue of [working, other]) await channel.bindQueue(queue, EVENTS, 'thing.changed');
  channel.publish(EVENTS, 'thing.changed', Buffer.from('{}'), { messageId: 'one', type: 'thing.changed' });
  for (let deliveries = 0; deliveries < 4; deliveries += 1) {
    const message = await eventually(async () => {
      const got = await channel.get(working);
      if (got === false) throw new Error('not back yet');
      return got;
    });
    channel.nack(message, false, true);
  }
  await waiting(parking);
  const source = { url, service: 'slow' };
  const said = { id: 'one', error: 'The broker gave it up: delivery_limit.', sourceQueue: working };
  for (let looks = 0; looks < 6; looks += 1) {
    await waiting(parking);
    expect(await listDeadLetters(source)).toMatchObject([said]);
  }
  await waiting(parking);
  expect(await replayDeadLetters(source)).toMatchObject([said]);
  await Promise.all([waiting(working), waiting(other), waiting(parking, 0)]);
});

test('there are no letters where there is no queue', async () => {
  expect(await listDeadLetters({ url, service: 'nobody' })).toEqual([]);
});

test('more letters than listeners an emitter likes are replayed without a warning', async () => {
  const warnings: string[] = [];
  const onWarning = ({ message }: Error) => warnings.push(message);
  process.on('warning', onWarning);
  const [parking, working] = [deadLetterQueue('many'), serviceQueue('many')];
  await channel.assertQueue(parking, { arguments: { 'x-queue-type': 'quorum' } });
  await channel.assertQueue(working);
  for (let count = 0; count < 30; count += 1)
    channel.sendToQueue(parking, Buffer.from('{}'), { messageId: String(count) });
  await waiting(parking, 30);
  expect(await replayDeadLetters({ url, service: 'many' })).toHaveLength(30);
  await waiting(working, 30);
  process.off('warning', onWarning);
  expect(warnings).toEqual([]);
});
