import { once } from 'node:events';
import { type AddressInfo, createServer, type Socket } from 'node:net';
import { text } from 'node:stream/consumers';
import { atEnd } from '@campus/testing/at-end';
import { eventually } from '@campus/testing/eventually';
import { beforeAll, expect, test } from 'vitest';
import { WebSocket } from 'ws';
import { type Platform, startPlatform } from './support/platform.ts';

let platform: Platform;
const ORDER = '/api/v1/ws/orders/0195a000-0000-7000-8000-000000000001';
const STREAM = '/api/v1/admin/orders/stream';

beforeAll(async () => {
  platform = await startPlatform();
});

async function opened(url: string): Promise<WebSocket> {
  const socket = new WebSocket(url.replace('http', 'ws') + ORDER);
  socket.on('error', () => undefined);
  atEnd(async () => socket.terminate());
  await once(socket, 'open');
  return socket;
}

async function echoOf(socket: WebSocket, text: string): Promise<string> {
  socket.send(text);
  const [data] = await once(socket, 'message');
  return String(data);
}

test('a socket on which nothing moves is let go on both sides, one that talks stays', async () => {
  const silent = await silentUpstream();
  const [own, busy] = await Promise.all([
    platform.gateway({ SOCKET_SILENCE_SECONDS: '1', REALTIME_URL: silent.url }),
    platform.gateway({ SOCKET_SILENCE_SECONDS: '1' }),
  ]);
  const talker = await opened(busy.url);
  const waiting = new WebSocket(own.url.replace('http', 'ws') + ORDER);
  const failed = new Promise((resolve) => waiting.on('error', resolve));
  await eventually(() => expect(silent.open.size).toBe(1));
  let isGone = false;
  void failed.then(() => {
    isGone = true;
  });
  for (let turn = 0; !isGone || turn < 30; turn += 1) {
    expect(await echoOf(talker, `turn ${turn}`)).toBe(`realtime: turn ${turn}`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  await eventually(() => expect(silent.open.size).toBe(0));
  expect(talker.readyState).toBe(talker.OPEN);
});

test('a socket that realtime says nothing to is refused within 3 s, in the envelope', async () => {
  const silent = await silentUpstream();
  const gateway = await platform.gateway({ REALTIME_URL: silent.url });
  const since = performance.now();
  const socket = new WebSocket(gateway.url.replace('http', 'ws') + ORDER);
  socket.on('error', () => undefined);
  const [, answer] = await once(socket, 'unexpected-response');
  expect(performance.now() - since).toBeLessThan(3_000);
  expect(answer.statusCode).toBe(503);
  expect(answer.headers['retry-after']).toBe('2');
  expect(JSON.parse(await text(answer))).toMatchObject({ error: { code: 'SERVICE_UNAVAILABLE' } });
  await eventually(() => expect(silent.open.size).toBe(0));
});

test('at a stop sockets and streams end one after the other: while the first have gone, the last still work', async () => {
  const gateway = await platform.gateway({ RECONNECT_SPREAD_SECONDS: '4' });
  const sockets: WebSocket[] = [];
  while (sockets.length < 20) sockets.push(await opened(gateway.url));
  const headers = { authorization: `Bearer ${platform.issuer.sign({ role: 'admin' })}` };
  const streams: Response[] = [];
  while (streams.length < 5) streams.push(await fetch(gateway.url + STREAM, { headers }));

  const ends = sockets.map((socket) => once(socket, 'close'));
  const stopped = gateway.stop();
  await Promise.race(ends);
  const last = sockets.at(-1) as WebSocket;
  expect(await echoOf(last, 'still here')).toBe('realtime: still here');
  const refused = new WebSocket(gateway.url.replace('http', 'ws') + ORDER);
  await new Promise((resolve) => refused.on('error', resolve));
  await Promise.all(ends);
  await Promise.all(streams.map((stream) => stream.text().catch(() => undefined)));
  expect(await stopped).toBe(0);
});

/** Takes connections and never says anything. */
async function silentUpstream() {
  const open = new Set<Socket>();
  const server = createServer((socket) => {
    open.add(socket);
    socket.on('error', () => undefined);
    socket.on('close', () => open.delete(socket));
    socket.resume();
  });
  await once(server.listen(0, '127.0.0.1'), 'listening');
  atEnd(async () => {
    for (const socket of open) socket.destroy();
    server.close();
  });
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, open };
}
