import { type OrderEventData, orderPlaced, orderStatusChanged } from '@campus/contracts/order-events';
import { readDeadLetters } from '@campus/testing/broker';
import { eventually } from '@campus/testing/eventually';
import { beforeAll, expect, test } from 'vitest';
import { openScreen } from './support/clients.ts';
import { after, anOrder, type Platform, startPlatform } from './support/platform.ts';

let platform: Platform;
const example = orderPlaced.example as OrderEventData;

beforeAll(async () => {
  platform = await startPlatform();
});

const token = () => platform.issuer.sign({ role: 'kitchen' });

test('an event that makes no sense is parked, and those after it are shown', async () => {
  const { first, rabbitmqUrl, publish, change } = platform;
  const screen = openScreen(first.url, '/kitchen', { token: token() });
  await screen.hello();
  const id = await publish(orderPlaced, { aggregateId: 'poison', data: { order: 'soup' } as never });
  await change(orderPlaced, anOrder(example));
  await eventually(() => expect(screen.orders).toHaveLength(1));
  await eventually(async () =>
    expect(await readDeadLetters(rabbitmqUrl, 'realtime')).toMatchObject([{ id, type: 'order.placed' }]),
  );
});

test('while Redis is cut off or frozen nothing is lost: open screens and late ones see all of it afterwards', async () => {
  const { first, change, redisLink } = platform;
  const screen = openScreen(first.url, '/kitchen', { token: token() });
  const { position } = await screen.hello();
  let order = anOrder(example);
  await change(orderPlaced, order);
  await eventually(() => expect(screen.orders).toHaveLength(1));
  redisLink.cut();
  order = after(order, { status: 'preparing' });
  await change(orderStatusChanged, order);
  await eventually(() => expect(screen.orders).toHaveLength(2));
  redisLink.pauseToServer();
  await change(orderStatusChanged, after(order, { status: 'ready' }));
  await eventually(() => expect(linesOf(platform)).toContainEqual(expect.stringMatching(/^message held/)));
  redisLink.resume();
  await eventually(() => expect(screen.orders.map((message) => message.order.version)).toEqual([1, 2, 3]), {
    timeoutMs: 10_000,
  });
  const late = openScreen(first.url, '/kitchen', { token: token(), since: position });
  await eventually(() => expect(late.orders).toHaveLength(3));
});

test('changes that flow while one replica stops and is killed are all shown once by the other', async () => {
  const { first, second, change } = platform;
  const screen = openScreen(first.url, '/kitchen', { token: token() });
  await screen.hello();
  let order = anOrder(example);
  let restarted = Promise.resolve();
  await change(orderPlaced, order);
  for (let step = 0; step < 30; step += 1) {
    order = after(order, { status: step % 2 ? 'ready' : 'preparing' });
    const changed = change(orderStatusChanged, order);
    if (step === 5) restarted = second.restart();
    if (step === 20) await restarted.then(() => second.kill());
    await changed;
  }
  const versions = Array.from({ length: 31 }, (_, index) => index + 1);
  const seen = () => screen.orders.map((message) => message.order.version).toSorted((one, other) => one - other);
  await eventually(() => expect(seen()).toEqual(versions), { timeoutMs: 15_000 });
});

const linesOf = ({ first, second }: Platform) => [...first.logs, ...second.logs].map(({ message }) => message);
