import { setTimeout as sleep } from 'node:timers/promises';
import { createPublisher } from '@campus/messaging/publisher';
import { createQueueConsumer, type QueueMessage } from '@campus/messaging/queue-consumer';
import { assertOtpQueue, OTP_QUEUE } from '@campus/messaging/topology';
import { atEnd } from '@campus/testing/at-end';
import { closeAllConnections, freshVhost, waitingIn } from '@campus/testing/broker';
import { connectedPublisher } from '@campus/testing/connected-publisher';
import { eventually } from '@campus/testing/eventually';
import { startTcpProxy } from '@campus/testing/tcp-proxy';
import { connect } from 'amqplib';
import { expect, test } from 'vitest';
import { logger } from './support/consumer-world.ts';

const otp = { exchange: '', routingKey: OTP_QUEUE, body: '{"sealed":"x"}', type: 'otp' };

async function startPublisher(url: string) {
  const publisher = createPublisher({ url, name: 'test', logger, setup: assertOtpQueue });
  await publisher.start();
  atEnd(publisher.stop);
  return publisher;
}

const connected = (url: string) => connectedPublisher({ url, setup: assertOtpQueue });

test('a process starts without the broker, and refuses to publish at once', async () => {
  const startedAt = Date.now();
  const publisher = await startPublisher('amqp://127.0.0.1:1');
  expect(Date.now() - startedAt).toBeLessThan(1_500);
  expect(publisher.state()).toBe('disconnected');
  await expect(publisher.publish({ ...otp, messageId: '1' })).rejects.toMatchObject({ reason: 'disconnected' });
});

test('a publisher connects as soon as the broker can be reached', async () => {
  const proxy = await startTcpProxy(await freshVhost());
  proxy.pauseToServer();
  const publisher = await startPublisher(proxy.url);
  expect(publisher.state()).toBe('disconnected');
  proxy.resume();
  await eventually(() => expect(publisher.state()).toBe('connected'));
});

test('each message that cannot be delivered says why', async () => {
  const publisher = await connected(await freshVhost());
  await publisher.publish({ ...otp, messageId: 'stored' });
  await expect(publisher.publish({ ...otp, messageId: '1', routingKey: 'nobody' })).rejects.toMatchObject({
    reason: 'returned',
  });
  await expect(publisher.publish({ ...otp, messageId: '2', exchange: 'missing' })).rejects.toMatchObject({
    reason: 'refused',
  });
  await eventually(() => expect(publisher.state()).toBe('connected'));
  await publisher.publish({ ...otp, messageId: 'stored too' });
});

test('a confirm that does not come is a timeout, a lost connection is noticed at once', async () => {
  const proxy = await startTcpProxy(await freshVhost());
  const publisher = await connected(proxy.url);
  proxy.pauseToServer();
  await expect(publisher.publish({ ...otp, messageId: '1', timeoutMs: 100 })).rejects.toMatchObject({
    reason: 'timeout',
  });
  const waiting = publisher.publish({ ...otp, messageId: '2' });
  proxy.cut();
  await expect(waiting).rejects.toMatchObject({ reason: 'disconnected' });
  proxy.resume();
  await eventually(() => publisher.publish({ ...otp, messageId: '3' }));
});

test('connections closed by the broker are replaced', async () => {
  const url = await freshVhost();
  const publisher = await connected(url);
  await closeAllConnections(url);
  await eventually(() => publisher.publish({ ...otp, messageId: '1' }));
});

test('a topology with other arguments is a fault of the configuration, which no retry can heal', async () => {
  const url = await freshVhost();
  const connection = await connect(url);
  await (await connection.createChannel()).assertExchange('cf.events', 'direct');
  await connection.close();
  const publisher = createPublisher({ url, name: 'test', logger });
  atEnd(publisher.stop);
  await expect(publisher.start()).rejects.toMatchObject({ name: 'ConfigurationFault' });
});

async function startQueueConsumer(url: string, handle: (message: QueueMessage) => Promise<void>) {
  const consumer = createQueueConsumer({ url, queue: OTP_QUEUE, declare: assertOtpQueue, handle, logger });
  await consumer.start();
  atEnd(consumer.stop);
  return consumer;
}

test('a one-time password reaches its handler with its deadline', async () => {
  const url = await freshVhost();
  const messages: QueueMessage[] = [];
  await startQueueConsumer(url, async (message) => {
    messages.push(message);
  });
  const publisher = await connected(url);
  await publisher.publish({ ...otp, messageId: 'one', expirationMs: 60_000 });
  await eventually(() => expect(messages).toHaveLength(1));
  expect(messages[0]).toMatchObject({ id: 'one', body: { sealed: 'x' }, redelivered: false });
  expect(messages[0]?.expiresAt?.getTime()).toBeGreaterThan(Date.now() + 50_000);
});

test('a one-time password waits for infrastructure until it expires; any other failure drops it', async () => {
  const url = await freshVhost();
  const runs: string[] = [];
  const consumer = await startQueueConsumer(url, async ({ id }) => {
    runs.push(id);
    if (id === 'bug') throw new Error('a bug');
    throw Object.assign(new Error('away'), { code: 'ECONNREFUSED' });
  });
  const publisher = await connected(url);
  await publisher.publish({ ...otp, messageId: 'bug' });
  await publisher.publish({ ...otp, messageId: 'away', expirationMs: 700 });
  await eventually(() => expect(runs.filter((id) => id === 'away').length).toBeGreaterThan(1));
  await sleep(1_000);
  await consumer.stop();
  expect(await waitingIn(url, OTP_QUEUE)).toBe(0);
  expect(runs.filter((id) => id === 'bug')).toHaveLength(1);
});

test('a stop gives a waiting one-time password back instead of dropping it', async () => {
  const url = await freshVhost();
  const runs: string[] = [];
  const consumer = await startQueueConsumer(url, async ({ id }) => {
    runs.push(id);
    throw Object.assign(new Error('away'), { code: 'ECONNREFUSED' });
  });
  const publisher = await connected(url);
  await publisher.publish({ ...otp, messageId: 'one', expirationMs: 60_000 });
  await eventually(() => expect(runs.length).toBeGreaterThan(0));
  await consumer.stop();
  await eventually(async () => expect(await waitingIn(url, OTP_QUEUE)).toBe(1));
});
