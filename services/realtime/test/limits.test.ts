import { randomUUID } from 'node:crypto';
import { type OrderEventData, orderPlaced } from '@campus/contracts/order-events';
import { eventually } from '@campus/testing/eventually';
import { Redis } from 'ioredis';
import { beforeAll, expect, test } from 'vitest';
import { followOrder, openScreen, readStream, type ScreenClient } from './support/clients.ts';
import { entering, openEngine } from './support/engine.ts';
import { anOrder, type Platform, startPlatform } from './support/platform.ts';

let platform: Platform;
const example = orderPlaced.example as OrderEventData;

beforeAll(async () => {
  platform = await startPlatform();
});

const refusalOf = ({ socket }: ScreenClient) =>
  new Promise((resolve) =>
    socket.on('connect_error', (error) => resolve('data' in error ? error.data : error.message)),
  );

const newToken = () => platform.issuer.sign({ role: 'kitchen' });

/** Opens this many screens at once and resolves when all are greeted. */
async function openScreens(url: string, token: string, count: number): Promise<ScreenClient[]> {
  const screens = Array.from({ length: count }, () => openScreen(url, '/kitchen', { token }));
  await Promise.all(screens.map((screen) => screen.hello()));
  return screens;
}

/** What becomes of one more screen; one that was let in goes again. */
async function outcomeOf(screen: ScreenClient): Promise<unknown> {
  const greeted = new Promise((resolve) => screen.socket.on('hello', () => resolve('let in')));
  return Promise.race([greeted, refusalOf(screen)]);
}

async function expectRefused(url: string, token: string): Promise<void> {
  const screen = openScreen(url, '/kitchen', { token });
  const outcome = await outcomeOf(screen);
  screen.close();
  expect(outcome).toEqual({ code: 'RATE_LIMITED' });
}

test('a person has at most five sockets, of any kind and over all replicas, and a closed one makes room', async () => {
  const { first, second } = platform;
  const token = newToken();
  const [screen] = await openScreens(first.url, token, 2);
  await openScreens(second.url, token, 2);
  const stream = await readStream(second.url, token);
  expect(stream.status).toBe(200);
  for (const { url } of [first, second]) {
    await expectRefused(url, token);
    expect((await followOrder(url, randomUUID(), token).closed).code).toBe(4429);
    const refused = await readStream(url, token);
    expect([refused.status, refused.headers.get('retry-after')]).toEqual([429, '10']);
  }
  screen?.close();
  await eventually(() => openScreens(second.url, token, 1));
  await expectRefused(first.url, token);
  stream.close();
  await eventually(() => openScreens(first.url, token, 1));
});

test('twenty sockets that one person opens at once over two replicas: exactly five come in', async () => {
  const token = newToken();
  const screens = Array.from({ length: 20 }, (_, index) =>
    openScreen(index % 2 ? platform.first.url : platform.second.url, '/kitchen', { token }),
  );
  const outcomes = await Promise.all(screens.map(outcomeOf));
  expect(outcomes.filter((outcome) => outcome === 'let in')).toHaveLength(5);
});

test('the sockets of a replica that was killed stop counting within seconds', async () => {
  const { first, second } = platform;
  const token = newToken();
  await openScreens(second.url, token, 5);
  await second.kill();
  await eventually(() => openScreens(first.url, token, 1), { timeoutMs: 8_000 });
  await second.restart();
  await openScreens(second.url, token, 4);
  await expectRefused(first.url, token);
});

test('while Redis does not answer each replica counts its own, and afterwards all count together again', async () => {
  const { first, second, redisLink } = platform;
  const token = newToken();
  redisLink.pauseToServer();
  const [one] = await openScreens(first.url, token, 5);
  await expectRefused(first.url, token);
  const others = await openScreens(second.url, token, 5);
  redisLink.resume();
  one?.close();
  // Ten were let in, nine are left: there is no place anywhere until five have gone.
  await eventually(() => expectRefused(first.url, token), { timeoutMs: 10_000 });
  for (const other of others.slice(0, 4)) other.close();
  await expectRefused(first.url, token);
  others[4]?.close();
  await eventually(() => openScreens(second.url, token, 1));
}, 40_000);

test('a Redis that forgot who is connected is told again', async () => {
  const { first, second, redisUrl } = platform;
  const redis = new Redis(redisUrl);
  const token = newToken();
  await openScreens(first.url, token, 3);
  await openScreens(second.url, token, 2);
  await redis.flushdb();
  redis.disconnect();
  await eventually(() => expectRefused(second.url, token), { timeoutMs: 8_000 });
});

test('messages over 16 KB end the socket, at every door', async () => {
  const { first, issuer, change } = platform;
  const order = anOrder(example);
  await change(orderPlaced, order);
  const screen = openScreen(first.url, '/kitchen', { token: newToken() });
  await screen.hello();
  screen.socket.emit('ack', { order_id: 'x'.repeat(17_000) });
  await eventually(() => expect(screen.socket.connected).toBe(false));
  const phone = followOrder(first.url, order.id, issuer.sign({ role: 'consumer', userId: order.user_id }));
  await eventually(() => expect(phone.messages).toHaveLength(1));
  phone.socket.send('x'.repeat(16 * 1024));
  phone.socket.send('x'.repeat(16 * 1024 + 1));
  expect((await phone.closed).code).toBe(1009);
});

test('twenty messages a second are fine; more end the socket, be they pings or sent before any token', async () => {
  const { first, issuer, change } = platform;
  const order = anOrder(example);
  await change(orderPlaced, order);
  const token = issuer.sign({ role: 'consumer', userId: order.user_id });
  const [patient, talker, pinger] = [1, 2, 3].map(() => followOrder(first.url, order.id, token));
  await eventually(() => expect(pinger?.messages).toHaveLength(1));
  for (let count = 0; count < 20; count += 1) patient?.socket.send('hello');
  for (let count = 0; count < 41; count += 1) talker?.socket.send('hello');
  for (let count = 0; count < 41; count += 1) pinger?.socket.ping();
  expect([(await talker?.closed)?.code, (await pinger?.closed)?.code]).toEqual([1008, 1008]);

  const guesser = openEngine(first.url);
  await eventually(() => expect(guesser.packets).toHaveLength(1));
  for (let count = 0; count < 41; count += 1) guesser.socket.send(entering('/kitchen', { token: 'guess' }));
  expect(await guesser.closed).toBe(1008);
  const screen = openScreen(first.url, '/kitchen', { token: newToken() });
  await screen.hello();
  for (let count = 0; count < 41; count += 1) screen.socket.emit('ack', {});
  await eventually(() => expect(screen.socket.connected).toBe(false));
  expect(patient?.socket.readyState).toBe(patient?.socket.OPEN);
});

test('a connection of socket.io without a token that is good is dropped within ten seconds, one that leaves its namespace at once', async () => {
  const { first } = platform;
  const [silent, guessing, leaving] = [1, 2, 3].map(() => openEngine(first.url));
  const startedAt = performance.now();
  await eventually(() => expect(leaving?.packets).toHaveLength(1));
  guessing?.socket.send(entering('/kitchen', { token: 'guess' }));
  leaving?.socket.send(entering('/kitchen', { token: newToken() }));
  await eventually(() => expect(leaving?.packets.some((packet) => packet.includes('hello'))).toBe(true));
  leaving?.socket.send('41/kitchen,');
  await leaving?.closed;
  expect(performance.now() - startedAt).toBeLessThan(5_000);
  await Promise.all([silent?.closed, guessing?.closed]);
  expect(performance.now() - startedAt).toBeLessThan(10_500);
});
