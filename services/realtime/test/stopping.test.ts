import { randomUUID } from 'node:crypto';
import { type OrderEventData, orderPlaced } from '@campus/contracts/order-events';
import { eventually } from '@campus/testing/eventually';
import { beforeAll, expect, test } from 'vitest';
import { followOrder, openScreen, readStream } from './support/clients.ts';
import { anOrder, type Platform, startPlatform } from './support/platform.ts';

const example = orderPlaced.example as OrderEventData;
let platform: Platform;

beforeAll(async () => {
  platform = await startPlatform({ NODE_ENV: 'production' });
});

test('in production a stop goes on serving for five seconds and then asks sockets to connect again, one after the other', async () => {
  const { second, issuer, change } = platform;
  const order = anOrder(example);
  await change(orderPlaced, order);
  const phones = Array.from({ length: 20 }, () => followOrder(second.url, order.id, issuer.sign({ role: 'admin' })));
  const screen = openScreen(second.url, '/kitchen', { token: issuer.sign({ role: 'admin' }) });
  const left = new Promise((resolve) => screen.socket.on('disconnect', resolve));
  const stream = await readStream(second.url, issuer.sign({ role: 'admin' }));
  await screen.hello();
  await eventually(() => expect(phones.map(({ messages }) => messages.length)).toEqual(phones.map(() => 1)));

  const startedAt = performance.now();
  const since = () => performance.now() - startedAt;
  const ends = Promise.all(phones.map(async ({ closed }) => ({ code: (await closed).code, ms: since() })));
  const stopped = second.stop();
  await eventually(async () => expect((await fetch(`${second.url}/health/ready`)).status).toBe(503));
  const late = followOrder(second.url, order.id, issuer.sign({ role: 'admin' }));
  await eventually(() => expect(late.messages).toHaveLength(1));

  const closings = await ends;
  expect(closings.map(({ code }) => code)).toEqual(phones.map(() => 1012));
  const moments = closings.map(({ ms }) => ms).toSorted((one, other) => one - other);
  expect(moments[0]).toBeGreaterThan(4_900);
  // Twenty of them a tenth of a second apart: nobody who restarts a replica sends a whole campus to the others in one moment.
  expect((moments.at(-1) ?? 0) - (moments[0] ?? 0)).toBeGreaterThan(1_500);
  expect(['transport close', 'transport error']).toContain(await left);
  await stream.ended;
  expect(stream.retryMs()).toBeGreaterThan(0);
  expect(await stopped).toBe(0);
}, 30_000);

test('in development a stop is over at once', async () => {
  const { first, second, issuer } = await startPlatform();
  const screen = openScreen(second.url, '/kitchen', { token: issuer.sign({ role: 'admin' }) });
  const phone = followOrder(second.url, randomUUID(), issuer.sign({ role: 'admin' }));
  await Promise.all([screen.hello(), phone.closed]);
  const startedAt = performance.now();
  expect(await second.stop()).toBe(0);
  expect(performance.now() - startedAt).toBeLessThan(4_000);
  await eventually(() => expect(screen.socket.connected).toBe(false));
  expect((await fetch(`${first.url}/health/ready`)).status).toBe(200);
});
