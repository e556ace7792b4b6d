import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { type OrderEventData, orderAssignmentChanged, orderPlaced } from '@campus/contracts/order-events';
import type { OrderState } from '@campus/contracts/order-state';
import { eventually } from '@campus/testing/eventually';
import { Redis } from 'ioredis';
import { beforeAll, expect, test } from 'vitest';
import { followOrder, openScreen, readStream, type ScreenClient } from './support/clients.ts';
import { after, anOrder, type Platform, startPlatform } from './support/platform.ts';

let platform: Platform;
let redis: Redis;
const example = orderPlaced.example as OrderEventData;

beforeAll(async () => {
  platform = await startPlatform();
  redis = new Redis(platform.redisUrl);
  return () => redis.disconnect();
});

const staffToken = () => platform.issuer.sign({ role: 'kitchen' });
const names = ({ events }: ScreenClient) => events.map(([name]) => name);

/** One client at each door, on both replicas, and the order that the phone follows. */
async function everyDoor() {
  const { first, second, issuer, change } = platform;
  const order = anOrder(example);
  await change(orderPlaced, order);
  const token = issuer.sign({ role: 'consumer', userId: order.user_id });
  const doors = {
    order,
    kitchen: openScreen(first.url, '/kitchen', { token: staffToken() }),
    app: openScreen(second.url, '/orders', { token }),
    delivery: openScreen(second.url, '/delivery', { token: issuer.sign({ role: 'delivery' }) }),
    stream: await readStream(second.url, staffToken()),
    phone: followOrder(first.url, order.id, token),
  };
  await Promise.all([doors.kitchen, doors.app, doors.delivery].map((screen) => screen.hello()));
  await eventually(() => expect(doors.stream.lastId()).toBeDefined());
  await eventually(() => expect(doors.phone.messages).toHaveLength(1));
  return doors;
}

async function expectResync({ kitchen, app, delivery, stream, phone }: Awaited<ReturnType<typeof everyDoor>>) {
  await eventually(() => {
    for (const screen of [kitchen, app, delivery]) expect(names(screen)).toContain('resync');
    expect(stream.events.map(({ event }) => event)).toContain('resync');
  });
  // The phone has no message for it: it is asked to connect again, and its first message is the present state.
  expect((await phone.closed).code).toBe(1012);
}

test('a Redis that was emptied is noticed though nothing happens, and everybody is told to fetch again', async () => {
  const doors = await everyDoor();
  await redis.flushdb();
  await expectResync(doors);
});

test('a Redis that was restarted may have lost its latest entries: those who are open and those who come back fetch again', async () => {
  const doors = await everyDoor();
  const position = await eventually(async () => {
    const [last] = await redis.xrevrange('realtime:kitchen', '+', '-', 'COUNT', 1);
    expect(last?.[1].join()).toContain(doors.order.id);
    return last?.[0];
  });
  const away = openScreen(platform.first.url, '/kitchen', { token: staffToken(), since: position });
  await away.hello();
  away.close();
  await redis.set('realtime:run', 'the life before this one');
  await expectResync(doors);
  // This position is kept, but what came right after it may have been lost.
  const back = openScreen(platform.second.url, '/kitchen', { token: staffToken(), since: position });
  await eventually(() => expect(names(back)).toEqual(['hello', 'resync']));
});

test('streams that begin again with lower ids are followed, and a position of the life before is never taken for one of this', async () => {
  const doors = await everyDoor();
  const body = JSON.stringify({ type: 'status', order: { id: randomUUID(), user_id: randomUUID(), version: 1 } });
  const ahead = String(Date.now() + 3_600_000);
  await redis.xadd('realtime:kitchen', `${ahead}-0`, 'kind', 'order', 'body', body);
  await eventually(() => expect(doors.kitchen.orders.at(-1)?.position).toBe(`${ahead}-0`));
  await redis.flushdb();
  await expectResync(doors);
  const order = anOrder(example);
  await platform.change(orderPlaced, order);
  await eventually(() => expect(doors.kitchen.orders.at(-1)?.order.id).toBe(order.id));
  await eventually(() => expect(doors.stream.events.at(-1)?.data.order?.id).toBe(order.id));

  await redis.xadd('realtime:kitchen', `${ahead}-1`, 'kind', 'order', 'body', body);
  const late = openScreen(platform.first.url, '/kitchen', { token: staffToken(), since: `${ahead}-0` });
  await eventually(() => expect(names(late)).toEqual(['hello', 'resync']));
  await redis.flushdb();
  await eventually(() => expect(names(late)).toEqual(['hello', 'resync', 'resync']));
});

test('a replica that was away for longer than entries are kept tells its clients to fetch again', async () => {
  const { first, change, redisLink } = platform;
  const screen = openScreen(first.url, '/kitchen', { token: staffToken() });
  await screen.hello();
  await change(orderPlaced, anOrder(example));
  await eventually(() => expect(screen.orders).toHaveLength(1));
  redisLink.pauseToServer();
  await sleep(2_000);
  for (let count = 0; count < 3; count += 1) {
    const body = JSON.stringify({ type: 'status', order: { id: randomUUID(), version: 1 } });
    await redis.xadd('realtime:kitchen', 'MAXLEN', 1, '*', 'kind', 'order', 'body', body);
  }
  redisLink.cut();
  redisLink.resume();
  await eventually(() => expect(names(screen)).toContain('resync'), { timeoutMs: 10_000 });
});

test('screens are told when changes stop to get through, and when they flow again', async () => {
  const { first, redisLink } = platform;
  const screen = openScreen(first.url, '/kitchen', { token: staffToken() });
  const stream = await readStream(first.url, staffToken());
  await screen.hello();
  redisLink.pauseToServer();
  const lives = () =>
    [screen.events, stream.events.map(({ event, data }) => [event, data] as const)].map((events) =>
      events.filter(([name]) => name === 'live').map(([, message]) => message.live),
    );
  await eventually(() => expect(lives()).toEqual([[false], [false]]), { timeoutMs: 15_000 });
  expect((await fetch(`${first.url}/health/ready`)).status).toBe(503);
  const late = openScreen(first.url, '/kitchen', { token: staffToken() });
  await eventually(() => expect(names(late)).toEqual(['hello', 'live']), { timeoutMs: 10_000 });
  expect(screen.socket.connected).toBe(true);
  redisLink.resume();
  await eventually(
    () =>
      expect(lives()).toEqual([
        [false, true],
        [false, true],
      ]),
    { timeoutMs: 15_000 },
  );
  await eventually(async () => expect((await fetch(`${first.url}/health/ready`)).status).toBe(200));
}, 60_000);

test('a session that ended while the replica could not hear it loses its sockets before they are shown anything', async () => {
  const { first, second, issuer, redisLink } = platform;
  const [userId, sessionId] = [randomUUID(), randomUUID()];
  const token = issuer.sign({ role: 'kitchen', userId, sessionId });
  const ended = [openScreen(first.url, '/kitchen', { token }), openScreen(second.url, '/kitchen', { token })];
  const other = openScreen(first.url, '/kitchen', { token: staffToken() });
  await Promise.all([...ended, other].map((screen) => screen.hello()));
  redisLink.pauseToServer();
  // Until the reads that are under way have come back with nothing.
  await sleep(1_500);
  const order = JSON.stringify({ type: 'status', order: { id: randomUUID(), version: 1 } });
  await redis.xadd('realtime:kitchen', '*', 'kind', 'order', 'body', order);
  const revocation = {
    id: randomUUID(),
    person_id: userId,
    session_id: sessionId,
    revoked_at: new Date().toISOString(),
  };
  await redis.xadd('realtime:sessions', '*', 'kind', 'revocation', 'body', JSON.stringify(revocation));
  redisLink.resume();
  await eventually(() => expect(other.orders).toHaveLength(1));
  await eventually(() => expect(ended.map(({ socket }) => socket.connected)).toEqual([false, false]));
  expect(ended.map(({ orders }) => orders)).toEqual([[], []]);
});

test('a rider who loses a job is told so although Redis forgot who had it', async () => {
  const { first, issuer, change } = platform;
  const [rider, nextRider] = [randomUUID(), randomUUID()];
  const delivery = openScreen(first.url, '/delivery', { token: issuer.sign({ role: 'delivery', userId: rider }) });
  await delivery.hello();
  const assigned = after(anOrder(example, { order_type: 'delivery' }), { assignment: assignmentOf(rider) });
  await change(orderAssignmentChanged, assigned);
  await eventually(() => expect(names(delivery)).toEqual(['hello', 'order']));
  await redis.flushdb();
  await eventually(() => expect(names(delivery)).toEqual(['hello', 'order', 'resync']));
  await change(orderAssignmentChanged, after(assigned, { assignment: assignmentOf(nextRider) }));
  await eventually(() => expect(names(delivery)).toEqual(['hello', 'order', 'resync', 'resync']));
});

function assignmentOf(staff_id: string): NonNullable<OrderState['assignment']> {
  const assigned_at = example.order.created_at;
  return { staff_id, staff_name: 'Ravi', status: 'assigned', assigned_at, delivered_at: null, failure_reason: null };
}
