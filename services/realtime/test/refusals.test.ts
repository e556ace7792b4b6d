import { randomUUID } from 'node:crypto';
import { type OrderEventData, orderPlaced } from '@campus/contracts/order-events';
import { eventually } from '@campus/testing/eventually';
import { beforeAll, expect, test } from 'vitest';
import { followOrder, openScreen, readStream } from './support/clients.ts';
import { ALLOWED_ORIGIN, anOrder, type Platform, startPlatform } from './support/platform.ts';
import { askForUpgrade } from './support/upgrade.ts';

let platform: Platform;
const example = orderPlaced.example as OrderEventData;
const ENGINE = '/socket.io/?EIO=4&transport=websocket';
const ORDER = `/api/v1/ws/orders/${randomUUID()}`;

beforeAll(async () => {
  platform = await startPlatform({ LOG_LEVEL: 'trace' });
});

test('a page of any origin but ours gets 403 at both sockets, however alike it looks; apps without an origin come in', async () => {
  const { url } = platform.first;
  const foreign = [
    'https://evil.example',
    'null',
    '',
    '*',
    `${ALLOWED_ORIGIN}.evil.example`,
    `${ALLOWED_ORIGIN}@evil.example`,
    `${ALLOWED_ORIGIN}/`,
    `${ALLOWED_ORIGIN}:8443`,
    ALLOWED_ORIGIN.toUpperCase(),
    ALLOWED_ORIGIN.replace('https', 'http'),
    ALLOWED_ORIGIN.replace('//', '//sub.'),
    `${ALLOWED_ORIGIN}, https://evil.example`,
    ['https://evil.example', ALLOWED_ORIGIN],
    [ALLOWED_ORIGIN, 'https://evil.example'],
  ];
  for (const path of [ENGINE, ORDER]) {
    for (const origin of foreign) {
      expect((await askForUpgrade(url + path, { origin })).status, `${origin} at ${path}`).toBe(403);
    }
    expect((await askForUpgrade(url + path, { origin: ALLOWED_ORIGIN })).status).toBe(101);
    expect((await askForUpgrade(url + path)).status).toBe(101);
  }
});

test('a refused upgrade is answered in the error envelope with the id of the request, and the connection ends', async () => {
  const { url } = platform.first;
  const refusals: [string, Record<string, string>, number, string][] = [
    [ENGINE, { origin: 'https://evil.example' }, 403, 'INSUFFICIENT_ROLE'],
    ['/api/v1/orders', {}, 404, 'NOT_FOUND'],
    ['/socket.iox/?EIO=4&transport=websocket', {}, 404, 'NOT_FOUND'],
    [ORDER, { 'sec-websocket-key': 'short' }, 400, 'VALIDATION_ERROR'],
    [ORDER, { 'sec-websocket-version': '12' }, 400, 'VALIDATION_ERROR'],
    [ORDER, { upgrade: 'h2c' }, 400, 'VALIDATION_ERROR'],
    ['/socket.io/?EIO=4&transport=polling', {}, 400, 'VALIDATION_ERROR'],
    ['/socket.io/?EIO=3&transport=websocket', {}, 400, 'VALIDATION_ERROR'],
    [`${ENGINE}&sid=another`, {}, 400, 'VALIDATION_ERROR'],
    ['/socket.io/', {}, 400, 'VALIDATION_ERROR'],
  ];
  for (const [path, headers, status, code] of refusals) {
    const answer = await askForUpgrade(url + path, { ...headers, 'x-request-id': 'my-request.1' });
    expect([path, answer.status, JSON.parse(answer.body).error.code]).toEqual([path, status, code]);
    expect(answer.headers).toMatchObject({
      'x-request-id': 'my-request.1',
      'content-type': 'application/json; charset=utf-8',
      connection: 'close',
    });
  }
  const odd = await askForUpgrade(`${url}/nothing`, { 'x-request-id': 'not well-formed!' });
  expect(odd.headers['x-request-id']).toMatch(/^[\w-]{36}$/);
});

test('an upgrade that is granted carries the id of the request too, and leaves one line in the log', async () => {
  const { first } = platform;
  for (const [index, path] of [ENGINE, ORDER].entries()) {
    const id = `granted-${index}`;
    const { status, headers } = await askForUpgrade(first.url + path, { 'x-request-id': id });
    expect([status, headers['x-request-id']]).toEqual([101, id]);
  }
  const lines = () => first.logs.filter(({ request_id }) => request_id === 'granted-1');
  await eventually(() => expect(lines()).toMatchObject([{ message: 'socket closed', path: ORDER }]));
});

test('no part of a token is in any line of any log level, whatever becomes of the socket', async () => {
  const { first, second, issuer, change, ordering } = platform;
  const order = anOrder(example);
  await change(orderPlaced, order);
  const owner = { role: 'consumer', userId: order.user_id } as const;
  const [good, expired, foreign, staff] = [
    issuer.sign(owner),
    issuer.sign({ ...owner, expiresIn: '-1m' }),
    issuer.sign({ role: 'consumer' }),
    issuer.sign({ role: 'kitchen' }),
  ];
  for (const token of [expired, foreign, `${good}x`]) await followOrder(first.url, order.id, token).closed;
  const path = `/api/v1/ws/orders/${order.id}?token=${good}`;
  await askForUpgrade(first.url + path, { origin: 'https://evil.example' });
  await askForUpgrade(first.url + path, { 'sec-websocket-key': 'short' });
  await askForUpgrade(`${first.url}/socket.io/?EIO=4&transport=polling&token=${good}`);
  await fetch(`${first.url}${path}`);
  await fetch(`${first.url}/api/v1/admin/orders/stream?access_token=${staff}`);
  const phone = followOrder(first.url, order.id, good);
  await eventually(() => expect(phone.messages).toHaveLength(1));
  phone.socket.send(Buffer.alloc(20_000));
  await phone.closed;
  const screen = openScreen(first.url, '/kitchen', { token: staff });
  await screen.hello();
  await screen.socket.emitWithAck('ack', { order_id: staff });
  await readStream(second.url, staff);
  ordering.stop();
  expect((await followOrder(second.url, order.id, good).closed).code).toBe(1013);
  await screen.socket.emitWithAck('ack', { order_id: order.id });

  const log = JSON.stringify([first.logs, second.logs]);
  expect(first.logs.length).toBeGreaterThan(20);
  for (const token of [good, expired, foreign, staff]) {
    for (const part of token.split('.').slice(1)) expect(log).not.toContain(part.slice(0, 12));
  }
});
