import { connect, type Socket } from 'node:net';
import { type OrderEventData, orderPlaced } from '@campus/contracts/order-events';
import { atEnd } from '@campus/testing/at-end';
import { eventually } from '@campus/testing/eventually';
import { beforeAll, expect, test } from 'vitest';
import { readStream } from './support/clients.ts';
import { anOrder, type Platform, startPlatform } from './support/platform.ts';

let platform: Platform;
const example = orderPlaced.example as OrderEventData;
const PATH = '/api/v1/admin/orders/stream';
const SEATS = 5;

beforeAll(async () => {
  platform = await startPlatform({ EVENT_STREAM_SECONDS: '2' });
});

const newToken = () => platform.issuer.sign({ role: 'kitchen' });

/** A reader that never hears anything again and never says goodbye, as a laptop that was shut. */
async function vanishingReader(url: string, token: string): Promise<Socket> {
  const { port, hostname } = new URL(url);
  const socket = connect({ port: Number(port), host: hostname, allowHalfOpen: true });
  atEnd(async () => void socket.destroy());
  socket.write(`GET ${PATH} HTTP/1.1\r\nHost: ${hostname}\r\nAuthorization: Bearer ${token}\r\n\r\n`);
  const head = await new Promise<Buffer>((resolve) => socket.once('data', resolve));
  expect(String(head)).toMatch(/^HTTP\/1.1 200 /);
  return socket.pause();
}

test('readers that vanished keep their seats for one turn and not longer', async () => {
  const { first, second } = platform;
  const token = newToken();
  await Promise.all(Array.from({ length: SEATS }, () => vanishingReader(first.url, token)));
  expect((await readStream(second.url, token)).status).toBe(429);
  const late = await eventually(
    async () => {
      const stream = await readStream(second.url, token);
      expect(stream.status).toBe(200);
      return stream;
    },
    { timeoutMs: 10_000 },
  );
  late.close();
});

test('whose turn is over comes back where it was, told to do so at once, and misses nothing', async () => {
  const { first, second, change } = platform;
  const token = newToken();
  const before = await readStream(first.url, token);
  const [heard, missed] = [anOrder(example), anOrder(example)];
  await change(orderPlaced, heard);
  await eventually(() => expect(before.events.map(({ data }) => data.order.id)).toEqual([heard.id]));
  await before.ended;
  expect(before.retryMs()).toBe(100);
  await change(orderPlaced, missed);
  const after = await readStream(second.url, token, before.lastId());
  await eventually(() => expect(after.events.map(({ data }) => data.order.id)).toEqual([missed.id]));
});

test('HEAD is answered with the headers of the stream, ends, and takes no seat', async () => {
  const { first } = platform;
  const token = newToken();
  const headers = { authorization: `Bearer ${token}` };
  for (let count = 0; count <= SEATS; count += 1) {
    const answer = await fetch(first.url + PATH, { method: 'HEAD', headers });
    expect([answer.status, answer.headers.get('content-type')]).toEqual([200, 'text/event-stream; charset=utf-8']);
  }
  const streams = await Promise.all(Array.from({ length: SEATS }, () => readStream(first.url, token)));
  expect(streams.map(({ status }) => status)).toEqual(Array(SEATS).fill(200));
  expect((await fetch(first.url + PATH, { method: 'HEAD' })).status).toBe(401);
});
