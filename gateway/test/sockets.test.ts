import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { type IncomingHttpHeaders, request } from 'node:http';
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { atEnd } from '@campus/testing/at-end';
import { eventually } from '@campus/testing/eventually';
import { beforeAll, expect, test } from 'vitest';
import { WebSocket } from 'ws';
import { ALLOWED_ORIGIN, type Gateway } from './support/gateway.ts';
import { type Platform, startPlatform } from './support/platform.ts';

let platform: Platform;
let gateway: Gateway;

const ORDER = '/api/v1/ws/orders/0195a000-0000-7000-8000-000000000001';
const ENGINE = '/socket.io/?EIO=4&transport=websocket';

beforeAll(async () => {
  platform = await startPlatform();
  gateway = await platform.gateway({ LOG_LEVEL: 'trace' });
});

interface Answer {
  status: number;
  headers: IncomingHttpHeaders;
  body: string;
}

function askForUpgrade(url: string, headers: Record<string, string | string[]> = {}): Promise<Answer> {
  const key = Buffer.alloc(16, 7).toString('base64');
  const wellFormed = {
    connection: 'Upgrade',
    upgrade: 'websocket',
    'sec-websocket-version': '13',
    'sec-websocket-key': key,
  };
  return new Promise((resolve, reject) => {
    const asked = request(url, { headers: { ...wellFormed, ...headers } });
    asked.on('error', reject);
    asked.on('upgrade', ({ statusCode = 0, headers: own }, socket) => {
      socket.on('error', () => undefined).destroy();
      resolve({ status: statusCode, headers: own, body: '' });
    });
    asked.on('response', async (response) => {
      const body = await response.setEncoding('utf8').toArray();
      resolve({ status: response.statusCode ?? 0, headers: response.headers, body: body.join('') });
    });
    asked.end();
  });
}

test('every upgrade of a foreign origin is refused before realtime hears of it, however alike it looks', async () => {
  const foreign = [
    'https://evil.example',
    'null',
    '',
    `${ALLOWED_ORIGIN}.evil.example`,
    `${ALLOWED_ORIGIN}/`,
    `${ALLOWED_ORIGIN}:8443`,
    ALLOWED_ORIGIN.toUpperCase(),
    ALLOWED_ORIGIN.replace('https', 'http'),
    [ALLOWED_ORIGIN, 'https://evil.example'],
  ];
  const { requests } = platform.upstreams.realtime;
  const before = requests.length;
  for (const path of [ENGINE, ORDER]) {
    for (const origin of foreign) {
      expect((await askForUpgrade(gateway.url + path, { origin })).status, `${origin} at ${path}`).toBe(403);
    }
  }
  expect(requests).toHaveLength(before);
});

test('a refused upgrade is answered in the error envelope with the id of the request', async () => {
  const id = `mine-${randomUUID().slice(0, 8)}`;
  const evil = await askForUpgrade(gateway.url + ORDER, { origin: 'https://evil.example', 'x-request-id': id });
  expect([evil.status, JSON.parse(evil.body).error.code]).toEqual([403, 'INSUFFICIENT_ROLE']);
  expect(evil.headers).toMatchObject({ 'x-request-id': id, 'content-type': 'application/json; charset=utf-8' });
  const granted = await askForUpgrade(gateway.url + ORDER, { 'x-request-id': id });
  expect(granted.status).toBe(101);
  expect(platform.upstreams.realtime.requests.at(-1)?.headers).toMatchObject({ 'x-request-id': id });
});

test('while realtime cannot be reached an upgrade is 503 with Retry-After, and no part of the token is in the log', async () => {
  const alone = await platform.gateway({ REALTIME_URL: 'http://127.0.0.1:1', LOG_LEVEL: 'trace' });
  const token = platform.issuer.sign({ role: 'consumer' });
  const path = `${ORDER}?token=${token}`;
  const refused = await askForUpgrade(alone.url + path);
  expect([refused.status, JSON.parse(refused.body).error.code]).toEqual([503, 'SERVICE_UNAVAILABLE']);
  expect(refused.headers).toMatchObject({ 'retry-after': '2', 'x-request-id': expect.stringMatching(/^[\w-]{36}$/) });
  await askForUpgrade(gateway.url + path, { origin: 'https://evil.example' });
  await askForUpgrade(gateway.url + path);
  await fetch(gateway.url + path);
  await fetch(`${alone.url}/api/v1/admin/orders/stream?token=${token}`);
  await eventually(() => expect(gateway.logs.join('\n')).toContain('socket opened'));
  await eventually(() => expect(alone.logs.some((line) => line.includes('socket refused'))).toBe(true));
  const log = [...alone.logs, ...gateway.logs].join('\n');
  for (const part of token.split('.').slice(1)) expect(log).not.toContain(part.slice(0, 12));
});

test('a client that leaves while realtime is being reached leaves no connection behind', async () => {
  const upstream = await silentUpstream();
  const own = await platform.gateway({ REALTIME_URL: upstream.url });
  const leaving = new WebSocket(own.url.replace('http', 'ws') + ORDER);
  leaving.on('error', () => undefined);
  await eventually(() => expect(upstream.open.size).toBe(1));
  leaving.terminate();
  await eventually(() => expect(upstream.open.size).toBe(0));

  const { hostname, port } = new URL(own.url);
  const asking = `GET ${ORDER} HTTP/1.1\r\nHost: x\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n`;
  for (let count = 0; count < 50; count += 1) {
    const hasty = connect(Number(port), hostname).on('error', () => undefined);
    hasty.write(asking, () => hasty.resetAndDestroy());
  }
  await sleep(200);
  await eventually(() => expect(upstream.open.size).toBe(0));
});

test('an event stream that a foreign page asks for is not shown to it', async () => {
  const headers = {
    authorization: `Bearer ${platform.issuer.sign({ role: 'admin' })}`,
    origin: 'https://evil.example',
  };
  const leaving = new AbortController();
  const stream = await fetch(`${gateway.url}/api/v1/admin/orders/stream`, { headers, signal: leaving.signal });
  expect([stream.status, stream.headers.get('access-control-allow-origin')]).toEqual([200, null]);
  leaving.abort();
});

/** Takes connections and never answers by itself. */
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
