import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startWitness, type Witness } from './support/witness.ts';

interface Planted {
  status?: number;
  type?: string;
  headers?: Record<string, string>;
  body?: unknown;
}

const document = JSON.parse(readFileSync(new URL('../gateway/openapi.json', import.meta.url), 'utf8'));
const faithful = document.paths['/api/v1/orders'].get.responses['200'].content['application/json'].example;
const [order] = faithful.orders;
const error = (code: string, more: object = {}) => ({ error: { code, message: 'In words', ...more } });

let planted: Planted = {};
let witness: Witness;

// A gateway that says the true contract, and answers whatever a test plants.
beforeAll(async () => {
  const server = createServer((request, response) => {
    if (request.url === '/api/v1/openapi.json') return void response.end(JSON.stringify(document));
    const { status = 200, type = 'application/json', headers = { 'x-request-id': '1' }, body } = planted;
    response.writeHead(status, { 'content-type': type, ...headers });
    response.end(typeof body === 'string' ? body : JSON.stringify(body));
  });
  await once(server.listen(0, '127.0.0.1'), 'listening');
  afterAll(() => void server.close());
  witness = await startWitness(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);
});

/** What the witness says about this answer to `GET /api/v1/orders`, or to something else. */
async function said(answer: Planted, path = '/api/v1/orders', method = 'GET'): Promise<string> {
  planted = answer;
  await (await fetch(new URL(path, witness.url), { method })).arrayBuffer();
  return witness.breaches.splice(0).join('\n');
}

test('the witness has nothing to say about answers that are as the document says', async () => {
  expect(await said({ body: faithful })).toBe('');
  expect(await said({ status: 401, body: error('TOKEN_EXPIRED') })).toBe('');
  expect(await said({ status: 404, body: error('NOT_FOUND') }, '/api/v1/nothing')).toBe('');
  expect(await said({ type: 'text/html', body: '<html>' }, '/docs')).toBe('');
});

test.each<[what: string, answer: Planted, complaint: RegExp]>([
  ['a field too many', { body: { ...faithful, secret: 1 } }, /additional properties.*secret/],
  ['a field too many deep inside', { body: { ...faithful, orders: [{ ...order, user_phone: '+91' }] } }, /user_phone/],
  ['a field too few', { body: { orders: [] } }, /next_cursor/],
  ['another type', { body: { ...faithful, orders: [{ ...order, total: '460.00' }] } }, /total must be number/],
  [
    'a value that is none of the announced',
    { body: { ...faithful, orders: [{ ...order, status: 'eaten' }] } },
    /allowed values/,
  ],
  ['a status', { status: 418, body: error('NOT_FOUND') }, /status 418 is not announced/],
  ['a failure of ours', { status: 500, body: error('INTERNAL_ERROR') }, /status 500 is not announced/],
  ['a code', { status: 400, body: error('CART_EMPTY') }, /code CART_EMPTY is not announced/],
  ['a code that nobody knows', { status: 400, body: error('SOMETHING') }, /allowed values/],
  ['an envelope with more in it', { status: 400, body: error('VALIDATION_ERROR', { stack: 'at …' }) }, /stack/],
  [
    'a message that tells of the inside',
    { status: 400, body: { error: { code: 'VALIDATION_ERROR', message: 'at parse (/app/x.ts:3)' } } },
    /inside/,
  ],
  ['a media type', { type: 'text/html', body: '<html>' }, /content type "text\/html" is not announced/],
  ['no JSON', { body: '{"orders":' }, /must be object/],
  ['no request id', { headers: {}, body: faithful }, /no x-request-id/],
  ['no time to wait', { status: 503, body: error('SERVICE_UNAVAILABLE') }, /no retry-after/],
])('S23: the witness complains about %s', async (_what, answer, complaint) => {
  expect(await said(answer)).toMatch(complaint);
});

test('S21, S23: the witness complains about whatever is answered where nothing is documented', async () => {
  expect(await said({ body: {} }, '/api/v1/hidden')).toContain('it is not documented');
  expect(await said({ body: faithful }, '/api/v1/orders', 'DELETE')).toContain('it is not documented');
  expect(await said({ status: 404, type: 'text/html', body: 'Cannot GET' }, '/api/v1/nothing')).toContain(
    'not documented',
  );
});
