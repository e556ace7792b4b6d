import { setTimeout as sleep } from 'node:timers/promises';
import { eventually } from '@campus/testing/eventually';
import { beforeAll, expect, test } from 'vitest';
import { WebSocket } from 'ws';
import { ALLOWED_ORIGIN, type Gateway } from './support/gateway.ts';
import { type Platform, startPlatform } from './support/platform.ts';

let platform: Platform;
let gateway: Gateway;

let unanswered: Promise<Response>;
let silent: Promise<Response>;

beforeAll(async () => {
  platform = await startPlatform();
  gateway = await platform.gateway();
  // Begun first and looked at last: fifteen seconds are long.
  unanswered = fetch(`${gateway.url}/api/v1/payments/slow`, { headers: signedIn() });
  silent = fetch(`${gateway.url}/api/v1/admin/orders/stream`, { headers: signedIn() });
});

const signedIn = () => ({ authorization: `Bearer ${platform.issuer.sign({ role: 'admin' })}` });

function post(path: string, body: string | Uint8Array | ReadableStream, headers: Record<string, string> = {}) {
  return fetch(gateway.url + path, {
    method: 'POST',
    body,
    headers: { ...signedIn(), ...headers },
    duplex: 'half',
  } as RequestInit);
}

function chunked(bytes: number): ReadableStream<Uint8Array> {
  return ReadableStream.from(
    (function* () {
      for (let sent = 0; sent < bytes; sent += 10_000) yield new Uint8Array(Math.min(10_000, bytes - sent));
    })(),
  );
}

test('S33: a body passes up to the limit of its route and is 413 beyond, with or without a length', async () => {
  const limits: [string, 'ordering' | 'payment' | 'catalog', number][] = [
    ['/api/v1/orders', 'ordering', 100_000],
    ['/api/v1/payments/webhook', 'payment', 1_000_000],
    ['/api/v1/admin/menu/items/1/image', 'catalog', 5 * 1024 * 1024 + 64 * 1024],
  ];
  for (const [path, service, limit] of limits) {
    for (const body of [new Uint8Array(limit), chunked(limit)]) {
      expect((await post(path, body)).status, path).toBe(200);
      expect(platform.upstreams[service].requests.at(-1)?.bytes).toBe(limit);
    }
    for (const body of [new Uint8Array(limit + 1), chunked(limit + 1)]) {
      const response = await post(path, body);
      expect(response.status, path).toBe(413);
      expect(await response.json()).toMatchObject({ error: { code: 'PAYLOAD_TOO_LARGE' } });
    }
  }
  expect((await post('/api/v1/orders', '{}')).status).toBe(200);
});

test('S27: a service that is down is 503 with Retry-After, also for a request with a body, and nobody else suffers', async () => {
  const { upstreams } = platform;
  await upstreams.reporting.stop();
  await upstreams.notification.stop();
  for (const response of [
    await fetch(`${gateway.url}/api/v1/admin/reports/daily-sales`, { headers: signedIn() }),
    await post('/api/v1/users/device-token', JSON.stringify({ token: 'x'.repeat(50_000) })),
  ]) {
    expect(response.status).toBe(503);
    expect(response.headers.get('retry-after')).toBe('2');
    const body = await response.json();
    expect(body).toEqual({
      error: { code: 'SERVICE_UNAVAILABLE', message: 'This part of the platform is not reachable at the moment.' },
    });
  }
  expect((await post('/api/v1/orders', '{}')).status).toBe(200);
  const health = await fetch(`${gateway.url}/health`);
  expect(health.status).toBe(200);
  expect(await health.json()).toMatchObject({
    status: 'degraded',
    services: { reporting: 'unreachable', ordering: 'healthy' },
  });
});

test('a client that leaves takes its request with it', async () => {
  const leaving = new AbortController();
  const answer = fetch(`${gateway.url}/api/v1/orders/slow`, { headers: signedIn(), signal: leaving.signal });
  const { requests } = platform.upstreams.ordering;
  await eventually(() => expect(requests.at(-1)?.url).toBe('/api/v1/orders/slow'));
  leaving.abort();
  await expect(answer).rejects.toThrow();
  await eventually(() => expect(requests.at(-1)?.aborted).toBe(true));
});

const sockets: [string, string][] = [
  ['socket.io', '/socket.io/?EIO=4&transport=websocket'],
  ['an order socket', '/api/v1/ws/orders/0195a000-0000-7000-8000-000000000001?token=eyJsecret.a.b'],
];

test.each(sockets)('S40: %s is joined with realtime, unless its origin is foreign', async (_name, path) => {
  const address = gateway.url.replace('http', 'ws') + path;
  for (const headers of [{}, { origin: ALLOWED_ORIGIN, 'x-role': 'admin' }]) {
    const socket = new WebSocket(address, { headers });
    const echo = new Promise((resolve) => socket.on('message', (data) => resolve(String(data))));
    socket.on('open', () => socket.send('hello'));
    expect(await echo).toBe('realtime: hello');
    socket.close();
  }
  const seen = platform.upstreams.realtime.requests.at(-1);
  expect(seen?.url).toBe(path);
  expect(seen?.headers['x-forwarded-for']).toBe('127.0.0.1');
  expect(seen?.headers).not.toHaveProperty('x-role');

  const evil = new WebSocket(address, { headers: { origin: 'https://evil.example' } });
  evil.on('error', () => undefined);
  expect(
    await new Promise((resolve) => evil.on('unexpected-response', (_request, { statusCode }) => resolve(statusCode))),
  ).toBe(403);
  expect(gateway.logs.join('\n')).not.toContain('eyJsecret');
  await eventually(() => {
    const denied = gateway.logs.map((line) => JSON.parse(line)).filter(({ event }) => event === 'access_denied');
    expect(denied.at(-1)).toMatchObject({ request_id: expect.any(String), path: path.split('?')[0] });
  });
});

test('S31: an upgrade elsewhere is an ordinary request', async () => {
  const socket = new WebSocket(`${gateway.url.replace('http', 'ws')}/internal/payments`);
  socket.on('error', () => undefined);
  expect(
    await new Promise((resolve) => socket.on('unexpected-response', (_request, { statusCode }) => resolve(statusCode))),
  ).toBe(404);
});

test('a stop finishes what is running, ends sockets and streams, and leaves', async () => {
  const leaving = await platform.gateway();
  const socket = new WebSocket(`${leaving.url.replace('http', 'ws')}/socket.io/`);
  const closed = new Promise((resolve) => socket.on('close', resolve));
  await new Promise((resolve) => socket.on('open', resolve));
  const stream = await fetch(`${leaving.url}/api/v1/admin/orders/stream`, { headers: signedIn() });
  const reader = stream.body?.getReader();
  await reader?.read();
  const startedAt = performance.now();
  expect(await leaving.stop()).toBe(0);
  await closed;
  await reader?.read().catch(() => undefined);
  expect(performance.now() - startedAt).toBeLessThan(5_000);
});

test('S27: a service that shows no sign of life is 503 within 3 s, for a shared read too, and used again as soon as it speaks', async () => {
  const { says } = platform.upstreams.catalog;
  const [read, change] = ['/api/v1/menu/items', '/api/v1/admin/menu/order'];
  for (const path of [read, change, '/health/live']) says.set(path, 'silence');
  const since = performance.now();
  const answers = await Promise.all([fetch(gateway.url + read, { headers: signedIn() }), post(change, '{}')]);
  expect(performance.now() - since).toBeLessThan(3_000);
  for (const answer of answers) {
    expect(answer.status).toBe(503);
    expect(answer.headers.get('retry-after')).toBe('2');
    expect(await answer.json()).toMatchObject({ error: { code: 'SERVICE_UNAVAILABLE' } });
  }
  says.clear();
  expect((await fetch(gateway.url + read, { headers: signedIn() })).status).toBe(200);
});

test('S27: a service that lives but does not answer within 15 s is 503; an event stream may be silent for longer', async () => {
  const reader = (await silent).body?.getReader();
  expect(new TextDecoder().decode((await reader?.read())?.value)).toBe('id: 1\n\n');
  const next = reader?.read().then(() => 'ended');
  expect((await unanswered).status).toBe(503);
  expect(await Promise.race([next, sleep(2_000, 'open')])).toBe('open');
  await reader?.cancel();
  await eventually(() =>
    expect(platform.upstreams.realtime.requests.find(({ url }) => url.includes('/stream'))?.aborted).toBe(true),
  );
}, 25_000);
