import { type OrderEventData, orderPlaced, orderStatusChanged } from '@campus/contracts/order-events';
import type { OrderState } from '@campus/contracts/order-state';
import { eventually } from '@campus/testing/eventually';
import { Redis } from 'ioredis';
import { beforeAll, expect, test } from 'vitest';
import { openScreen, readStream } from './support/clients.ts';
import { type EngineClient, entering, openEngine } from './support/engine.ts';
import { after, anOrder, type Platform, startPlatform } from './support/platform.ts';

let platform: Platform;
let redis: Redis;
const example = orderPlaced.example as OrderEventData;

beforeAll(async () => {
  platform = await startPlatform();
  redis = new Redis(platform.redisUrl);
  return () => redis.disconnect();
});

const token = () => platform.issuer.sign({ role: 'kitchen' });

async function publishSteps(order: OrderState, count: number): Promise<OrderState> {
  let state = order;
  for (let step = 0; step < count; step += 1) {
    state = after(state, { status: state.status === 'preparing' ? 'ready' : 'preparing' });
    await platform.change(orderStatusChanged, state);
  }
  return state;
}

test('a reader that lost its connection gets what it missed, once, from either replica, while changes go on', async () => {
  const { first, second, change } = platform;
  const order = anOrder(example);
  const before = openScreen(first.url, '/kitchen', { token: token() });
  const { position } = await before.hello();
  await change(orderPlaced, order);
  await eventually(() => expect(before.orders).toHaveLength(1));
  before.close();

  const missed = await publishSteps(order, 5);
  const going = publishSteps(missed, 10);
  const [screen, stream] = [
    openScreen(second.url, '/kitchen', { token: token(), since: position }),
    await readStream(first.url, token(), position),
  ];
  await going;
  const versions = Array.from({ length: 16 }, (_, index) => index + 1);
  const rising = (seen: number[]) => seen.toSorted((one, other) => one - other);
  await eventually(() => expect(rising(screen.orders.map((message) => message.order.version))).toEqual(versions));
  await eventually(() => expect(rising(stream.events.map(({ data }) => data.order.version))).toEqual(versions));
  expect(stream.events.map(({ id }) => id)).toEqual(screen.orders.map((message) => message.position));
  expect((await screen.hello()).position).toBe(position);
});

test('a long absence is made good in pages, also for readers that are slower than the stream', async () => {
  const { first } = platform;
  const [[since] = ['']] = await redis.xrevrange('realtime:kitchen', '+', '-', 'COUNT', 1);
  const body = JSON.stringify({ type: 'status', order: { id: 'x'.repeat(4_000), version: 1 } });
  const filling = redis.pipeline();
  // More than the buffers of both ends hold.
  for (let count = 0; count < 5_000; count += 1) filling.xadd('realtime:kitchen', '*', 'kind', 'order', 'body', body);
  const filled = await filling.exec();
  // From here on everything is history: a client that does not read what is new is cut off.
  await eventually(async () => {
    const present = openScreen(first.url, '/kitchen', { token: token() });
    const { position } = await present.hello();
    present.close();
    expect(position).toBe(filled?.at(-1)?.[1]);
  });
  const [screen, slowest] = await Promise.all([pausedScreen(first.url, since), pausedScreen(first.url, since)]);
  const stream = await readStream(first.url, token(), since);
  await eventually(() => expect(stream.events).toHaveLength(5_000), { timeoutMs: 15_000 });
  expect(new Set(stream.events.map(({ id }) => id)).size).toBe(5_000);
  screen.socket.resume();
  await eventually(() => expect(shownTo(screen)).toEqual(stream.events.map(({ id }) => id)), { timeoutMs: 15_000 });

  // What the slowest was still to be shown is gone now: it is told so, instead of being shown the rest after a gap.
  await redis.xtrim('realtime:kitchen', 'MAXLEN', 10);
  slowest.socket.resume();
  await eventually(() => expect(slowest.packets.at(-1)).toContain('resync'), { timeoutMs: 15_000 });
  const shown = shownTo(slowest);
  expect(shown).toEqual(shownTo(screen).slice(0, shown.length));
});

/** A screen that asks for what it missed and then reads nothing. */
async function pausedScreen(url: string, since: string): Promise<EngineClient> {
  const screen = openEngine(url);
  await eventually(() => expect(screen.packets).toHaveLength(1));
  screen.socket.send(entering('/kitchen', { token: token(), since }));
  screen.socket.pause();
  return screen;
}

function shownTo({ packets }: EngineClient): string[] {
  return packets.flatMap((packet) => /"position":"([\d-]+)","type"/.exec(packet)?.[1] ?? []);
}

test('a customer resumes with own orders only', async () => {
  const { first, issuer, change } = platform;
  const [own, foreign] = [anOrder(example), anOrder(example)];
  const customer = issuer.sign({ role: 'consumer', userId: own.user_id });
  const app = openScreen(first.url, '/orders', { token: customer });
  const { position } = await app.hello();
  app.close();
  await change(orderPlaced, foreign);
  await change(orderPlaced, own);
  const screen = openScreen(first.url, '/kitchen', { token: token() });
  await screen.hello();
  await eventually(async () => expect(await redis.xlen('realtime:orders')).toBeGreaterThan(2));
  const again = openScreen(first.url, '/orders', { token: customer, since: position });
  await eventually(() => expect(again.orders.map((message) => message.order.id)).toEqual([own.id]));
});

test('a position that is not kept any more, was never given, or is from before a loss of Redis means: fetch the list again', async () => {
  const { first, second, change } = platform;
  const open = openScreen(first.url, '/kitchen', { token: token() });
  const { position } = await open.hello();
  const order = anOrder(example);
  await change(orderPlaced, order);
  await publishSteps(order, 3);
  await eventually(() => expect(open.orders).toHaveLength(4));

  for (const since of [null, '']) {
    const unknowing = openScreen(second.url, '/kitchen', { token: token(), since });
    await unknowing.hello();
    expect(unknowing.events.map(([name]) => name)).toEqual(['hello']);
    unknowing.close();
  }
  await redis.xtrim('realtime:kitchen', 'MAXLEN', 1);
  for (const since of [position, 'nonsense', '0-0', '9999999999999-0']) {
    const late = openScreen(second.url, '/kitchen', { token: token(), since });
    await eventually(() => expect(late.events.map(([name]) => name)).toEqual(['hello', 'resync']));
    late.close();
  }
  const stream = await readStream(first.url, token(), position);
  await eventually(() => expect(stream.events.map(({ event }) => event)).toEqual(['resync']));
});
