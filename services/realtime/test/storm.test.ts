import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { OrderView } from '@campus/contracts/order-state';
import { eventually } from '@campus/testing/eventually';
import { type Random, randomFrom } from '@campus/testing/random';
import { Redis } from 'ioredis';
import { beforeEach, expect, test } from 'vitest';
import { isAfter } from '../src/entry.ts';
import { type Platform, startPlatform } from './support/platform.ts';
import { type Crowd, type CrowdSize, gatherCrowd } from './support/storm/crowd.ts';
import { lifeOf, type People } from './support/storm/lives.ts';
import { moveOrders } from './support/storm/moves.ts';

let platform: Platform;
let redis: Redis;
let random: Random;

beforeEach(async ({ task }) => {
  const seed = Number(process.env.TEST_SEED ?? Math.floor(Math.random() * 2 ** 32));
  process.stdout.write(`${task.name}: seed ${seed}\n`);
  random = randomFrom(seed);
  platform = await startPlatform({ LOG_LEVEL: 'warn' });
  redis = new Redis(platform.redisUrl);
  return () => redis.disconnect();
});

const ids = (count: number) => Array.from({ length: count }, () => randomUUID()) as [string, ...string[]];
const versionsOf = (orders: Iterable<OrderView>) => new Map([...orders].map(({ id, version }) => [id, version]));

/** Until it is over somebody loses the connection every few milliseconds; some come back only when `late` resolves. */
async function disturb({ clients }: Crowd, storm: { isOver: boolean; late: Promise<unknown> }): Promise<void> {
  while (!storm.isOver) {
    const client = clients[random.whole(0, clients.length - 1)];
    client?.leave(random.chance(0.05) ? { until: storm.late } : { awayMs: random.whole(0, 400) });
    await sleep(random.whole(5, 30));
  }
}

async function raise({ size, orders, phones, ms }: { size: CrowdSize; orders: number; phones: number; ms: number }) {
  const people: People = { customers: ids(size.customers), riders: ids(size.riders / 2) };
  const lives = Array.from({ length: orders }, () => lifeOf(people, random));
  const crowd = gatherCrowd(platform, { size, people, random });
  const moves = await moveOrders(platform, {
    lives,
    ms,
    random,
    placed: ({ order }) => crowd.phones.length < phones && crowd.follow(order),
  });
  return { crowd, moves, lives };
}

/** Everybody shows what is true, and nobody was ever shown what is not theirs, or something twice. */
async function expectTruth({ lists, phones }: Crowd): Promise<void> {
  const truth = [...platform.ordering.orders.values()];
  await eventually(
    () => {
      for (const { viewer, maySee } of lists) {
        expect(viewer.atRest()).toBe(true);
        expect(versionsOf(viewer.shown.values())).toEqual(versionsOf(truth.filter(maySee)));
      }
      for (const { viewer, orderId } of phones) {
        const order = platform.ordering.orders.get(orderId);
        if (viewer.isFinal) expect(viewer.shown?.status).toBe(order?.status);
        else expect(viewer.shown?.version).toBe(order?.version);
      }
    },
    { timeoutMs: 20_000 },
  );
  expect([...lists, ...phones].flatMap(({ viewer }) => viewer.faults)).toEqual([]);
}

test('200 sockets come and go at two replicas while 300 orders move: all end with the truth, without a gap or a repetition', async () => {
  const size = { screens: 20, streams: 10, customers: 106, riders: 16 };
  const { crowd, moves, lives } = await raise({ size, orders: 300, phones: 48, ms: 10_000 });
  const late = Promise.withResolvers<void>();
  const storm = { isOver: false, late: late.promise };
  const disturbed = disturb(crowd, storm);
  await sleep(2_500);
  await platform.second.kill();
  await sleep(1_000);
  await platform.second.restart();
  await sleep(1_500);
  platform.redisLink.cut();
  await sleep(1_500);
  const trimmed = await toldToKitchen();
  await redis.xtrim('realtime:kitchen', 'MAXLEN', 400);
  await redis.xtrim('realtime:orders', 'MAXLEN', 400);
  late.resolve();
  await moves.over;
  storm.isOver = true;
  await disturbed;

  const confirmed = lives.flat().filter(({ order }) => order.confirmed_at !== null);
  const told = await everythingTold(new Map(trimmed), confirmed.length);
  // Each version once, whatever was published twice or handled by a replica that died.
  expect([...told.values()].toSorted()).toEqual(confirmed.map(({ order }) => nameOf(order)).toSorted());
  await expectTruth(crowd);
  const unbroken = crowd.lists.filter(({ door, viewer }) => door === 'kitchen' && viewer.resyncs === 0);
  expect(unbroken.length).toBeGreaterThan(10);
  for (const { viewer } of unbroken) {
    const { firstPosition = '' } = viewer;
    expect(viewer.positions).toEqual([...told.keys()].filter((position) => isAfter(position, firstPosition)));
  }
  report(crowd, moves);
  expect(crowd.clients).toHaveLength(200);
}, 90_000);

test('when Redis loses everything in the middle of it, all end with the truth all the same', async () => {
  const size = { screens: 8, streams: 6, customers: 26, riders: 40 };
  const { crowd, moves } = await raise({ size, orders: 120, phones: 20, ms: 5_000 });
  const late = Promise.withResolvers<void>();
  const storm = { isOver: false, late: late.promise };
  const disturbed = disturb(crowd, storm);
  await sleep(2_500);
  await redis.flushdb();
  await sleep(1_000);
  late.resolve();
  await moves.over;
  storm.isOver = true;
  await disturbed;
  await expectTruth(crowd);
  report(crowd, moves);
}, 60_000);

/** Everything that the kitchen's stream ever held; waits for `count` entries as long as there come more, on however slow a machine. */
async function everythingTold(told: Map<string, string>, count: number): Promise<Map<string, string>> {
  for (let idleTurns = 0; idleTurns < 50; idleTurns += 1) {
    const before = told.size;
    for (const [position, name] of await toldToKitchen()) told.set(position, name);
    if (told.size >= count) break;
    if (told.size > before) idleTurns = 0;
    await sleep(200);
  }
  return told;
}

/** What is in the kitchen's stream: the version of which order, by position. */
async function toldToKitchen(): Promise<[string, string][]> {
  const rows = await redis.xrange('realtime:kitchen', '-', '+');
  return rows.flatMap(([position, [, kind, , body = '{}']]) =>
    kind === 'order' ? [[position, nameOf(JSON.parse(body).order)] satisfies [string, string]] : [],
  );
}

const nameOf = ({ id, version }: { id: string; version: number }) => `${id} ${version}`;

function report({ clients, lists }: Crowd, { events, duplicates }: { events: number; duplicates: number }): void {
  const sum = (numbers: number[]) => numbers.reduce((total, one) => total + one, 0);
  const connections = sum(clients.map((client) => client.connections));
  const frames = sum(lists.map(({ viewer }) => viewer.positions.length));
  const resyncs = sum(lists.map(({ viewer }) => viewer.resyncs));
  process.stdout.write(
    `${events} events and ${duplicates} duplicates, ${clients.length} clients, ${connections} connections, ${frames} frames, ${resyncs} resyncs\n`,
  );
}
