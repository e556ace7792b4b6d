import { randomUUID } from 'node:crypto';
import { type OrderEventData, orderPlaced } from '@campus/contracts/order-events';
import { sessionRevoked } from '@campus/contracts/people-events';
import { eventually } from '@campus/testing/eventually';
import { beforeAll, expect, test } from 'vitest';
import { followOrder, openScreen, readStream, type ScreenClient } from './support/clients.ts';
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

test('an order socket closes 4401 without a good token and 4404 for a foreign, unknown or odd order, without a word', async () => {
  const { first, issuer, change } = platform;
  const order = anOrder(example);
  await change(orderPlaced, order);
  const stranger = issuer.sign({ role: 'consumer' });
  const owner = { role: 'consumer', userId: order.user_id } as const;
  const cases: [string, string | undefined, number][] = [
    [order.id, undefined, 4401],
    [order.id, 'nonsense', 4401],
    [order.id, issuer.sign({ ...owner, expiresIn: '-1m' }), 4401],
    [order.id, issuer.sign({ ...owner, token_use: 'refresh' }), 4401],
    [order.id, stranger, 4404],
    [randomUUID(), stranger, 4404],
    ['not-an-id', stranger, 4404],
  ];
  for (const [id, token, code] of cases) {
    const phone = followOrder(first.url, id, token);
    expect((await phone.closed).code, `${id} ${code}`).toBe(code);
    expect(phone.messages).toEqual([]);
  }
  const staff = followOrder(first.url, order.id, issuer.sign({ role: 'admin' }));
  await eventually(() => expect(staff.messages[0]).toMatchObject({ event: 'status_changed', data: { version: 1 } }));
});

test('socket.io refuses no token, an expired one and the wrong role, and its root namespace, before anything is sent', async () => {
  const { first, issuer } = platform;
  const cases: [string, { token?: string }, unknown][] = [
    ['/kitchen', {}, { code: 'INVALID_TOKEN' }],
    ['/kitchen', { token: issuer.sign({ role: 'kitchen', expiresIn: '-1m' }) }, { code: 'TOKEN_EXPIRED' }],
    ['/kitchen', { token: issuer.sign({ role: 'consumer' }) }, { code: 'INSUFFICIENT_ROLE' }],
    ['/orders', { token: issuer.sign({ role: 'kitchen' }) }, { code: 'INSUFFICIENT_ROLE' }],
    ['/delivery', { token: issuer.sign({ role: 'consumer' }) }, { code: 'INSUFFICIENT_ROLE' }],
    ['/kitchen', { token: issuer.sign({ role: 'kitchen', token_use: 'refresh' }) }, { code: 'INVALID_TOKEN' }],
    ['/kitchen', { token: issuer.sign({ role: 'kitchen', aud: 'someone-else' }) }, { code: 'INVALID_TOKEN' }],
  ];
  for (const [namespace, auth, refusal] of cases) {
    const screen = openScreen(first.url, namespace, auth);
    expect(await refusalOf(screen)).toEqual(refusal);
    expect(screen.events).toEqual([]);
  }
  expect(await refusalOf(openScreen(first.url, '/', { token: issuer.sign({ role: 'admin' }) }))).toEqual({
    code: 'NOT_FOUND',
  });
});

test('the event stream asks for a kitchen or admin token', async () => {
  const { first, issuer } = platform;
  expect((await readStream(first.url, 'nonsense')).status).toBe(401);
  expect((await readStream(first.url, issuer.sign({ role: 'kitchen', token_use: 'refresh' }))).status).toBe(401);
  expect((await readStream(first.url, issuer.sign({ role: 'consumer' }))).status).toBe(403);
  const stream = await readStream(first.url, issuer.sign({ role: 'kitchen' }));
  expect(stream.status).toBe(200);
  expect(stream.headers.get('content-type')).toContain('text/event-stream');
  expect(stream.headers.get('cache-control')).toContain('no-cache');
  expect(stream.headers.get('x-accel-buffering')).toBe('no');
});

test('every socket ends when its token expires', async () => {
  const { first, issuer, change } = platform;
  const order = anOrder(example);
  await change(orderPlaced, order);
  const token = issuer.sign({ role: 'kitchen', expiresIn: '2s' });
  const phone = followOrder(first.url, order.id, token);
  const screen = openScreen(first.url, '/kitchen', { token });
  const stream = await readStream(first.url, token);
  const left = new Promise((resolve) => screen.socket.on('disconnect', resolve));
  await screen.hello();
  expect((await phone.closed).code).toBe(4401);
  expect(await left).toBe('io server disconnect');
  await stream.ended;
});

test('a revoked session loses its sockets on every replica and cannot open new ones; other sessions stay', async () => {
  const { first, second, issuer, publish } = platform;
  const [userId, sessionId] = [randomUUID(), randomUUID()];
  const token = issuer.sign({ role: 'kitchen', userId, sessionId });
  const [one, two, other] = [
    openScreen(first.url, '/kitchen', { token }),
    openScreen(second.url, '/kitchen', { token }),
    openScreen(second.url, '/kitchen', { token: issuer.sign({ role: 'kitchen', userId }) }),
  ];
  await Promise.all([one, two, other].map((screen) => screen.hello()));
  const revocation = {
    id: randomUUID(),
    person_id: userId,
    session_id: sessionId,
    revoked_at: new Date().toISOString(),
  };
  await publish(sessionRevoked, { aggregateId: revocation.id, data: { revocation } });
  await eventually(() => expect([one.socket.connected, two.socket.connected]).toEqual([false, false]));
  expect(other.socket.connected).toBe(true);
  for (const { url } of [first, second]) {
    expect(await refusalOf(openScreen(url, '/kitchen', { token }))).toEqual({ code: 'INVALID_TOKEN' });
    expect((await readStream(url, token)).status).toBe(401);
  }
});
