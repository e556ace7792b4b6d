import { gzipSync } from 'node:zlib';
import { errorAnswer } from '@campus/contracts/error-codes';
import { beforeAll, expect, test } from 'vitest';
import type { Gateway } from './support/gateway.ts';
import { type Platform, startPlatform } from './support/platform.ts';
import { envelopeOf, say, statusesOf } from './support/raw-socket.ts';

let platform: Platform;
let gateway: Gateway;
let slowHead: ReturnType<typeof say>;

beforeAll(async () => {
  platform = await startPlatform();
  gateway = await platform.gateway();
  // Begun first and looked at last: ten seconds are long.
  slowHead = say(gateway.url, ['GET /api/v1/restaurant HTTP/1.1\r\nHost: x\r\n', 'X-Slow: '], 16_000);
});

/** What reached the services since this was last asked. */
const passed = () =>
  Object.values(platform.upstreams).flatMap(({ requests }) => requests.splice(0).map(({ url }) => url));
const post = (headers: string[], body = '') =>
  ['POST /api/v1/auth/refresh HTTP/1.1', 'Host: campus.example', ...headers, '', body].join('\r\n');
const SMUGGLED = 'GET /api/v1/restaurant?smuggled HTTP/1.1\r\nHost: campus.example\r\n\r\n';

const UNREADABLE: [what: string, bytes: string, status: number][] = [
  ['a length and chunks', post(['Content-Length: 6', 'Transfer-Encoding: chunked'], `0\r\n\r\n${SMUGGLED}`), 400],
  ['chunks and a length', post(['Transfer-Encoding: chunked', 'Content-Length: 6'], `0\r\n\r\n${SMUGGLED}`), 400],
  ['two lengths', post(['Content-Length: 0', `Content-Length: ${SMUGGLED.length}`], SMUGGLED), 400],
  ['a list of lengths', post([`Content-Length: 0, ${SMUGGLED.length}`], SMUGGLED), 400],
  ['a length with a sign', post(['Content-Length: +5'], 'hello'), 400],
  ['a length that is no number', post(['Content-Length: 0x5'], 'hello'), 400],
  ['chunks that are not the last coding', post(['Transfer-Encoding: chunked, identity'], `0\r\n\r\n${SMUGGLED}`), 400],
  ['a space before the colon', post(['Transfer-Encoding : chunked'], `0\r\n\r\n${SMUGGLED}`), 400],
  ['a folded header', post(['Transfer-Encoding:', ' chunked'], `0\r\n\r\n${SMUGGLED}`), 400],
  ['bare line feeds', post(['Content-Length: 0']).replaceAll('\r\n', '\n') + SMUGGLED, 400],
  ['a bare carriage return in a header', post(['X-A: a\rContent-Length: 5'], 'hello'), 400],
  ['a NUL in a header', post(['X-A: a\0b']), 400],
  ['a chunk without a size', post(['Transfer-Encoding: chunked'], `ZZ\r\nhello\r\n${SMUGGLED}`), 400],
  ['a chunk longer than any', post(['Transfer-Encoding: chunked'], 'FFFFFFFFFFFFFFFFFF\r\nhello\r\n'), 400],
  ['a chunk without its end', post(['Transfer-Encoding: chunked'], `5\r\nhelloXX0\r\n\r\n${SMUGGLED}`), 400],
  ['a header of 20 kB', post([`X-A: ${'a'.repeat(20_000)}`]), 431],
  ['a target of 20 kB', `GET /api/v1/restaurant?${'a'.repeat(20_000)} HTTP/1.1\r\nHost: x\r\n\r\n`, 431],
  ['no host', 'GET /api/v1/restaurant HTTP/1.1\r\n\r\n', 400],
  ['an unknown method', 'BREW /api/v1/restaurant HTTP/1.1\r\nHost: x\r\n\r\n', 400],
  ['another protocol', 'SSH-2.0-OpenSSH_9.2\r\n\r\n', 400],
];

test.each(UNREADABLE)(
  'S32, S27: %s is refused in the envelope and ends its connection; the next request is whole',
  async (_what, bytes, status) => {
    passed();
    const said = await say(gateway.url, bytes);
    expect(statusesOf(said)).toEqual([status]);
    expect(said.closed).toBe(true);
    expect(errorAnswer.parse(envelopeOf(said)).error.code).toBe('VALIDATION_ERROR');
    expect(said.text).toMatch(/^x-request-id: [\w-]{36}\r$/im);
    expect((await fetch(`${gateway.url}/api/v1/restaurant?whole`)).status).toBe(200);
    const reached = passed();
    expect(reached.filter((url) => url.includes('smuggled'))).toEqual([]);
    expect(reached.filter((url) => url.includes('restaurant'))).toEqual(['/api/v1/restaurant?whole']);
  },
);

test('S32: what follows a request is another request, never a part of one; what it carries is counted by the gateway alone', async () => {
  passed();
  const listed = await say(gateway.url, post(['Content-Length: 2', 'Connection: close, content-length'], '{}'), 300);
  const withBody = `GET /api/v1/restaurant?get HTTP/1.1\r\nHost: x\r\nContent-Length: ${SMUGGLED.length}\r\n\r\n${SMUGGLED}`;
  expect(statusesOf(listed)).toEqual([200]);
  expect(platform.upstreams.auth.requests.at(-1)?.bytes).toBe(2);
  expect(statusesOf(await say(gateway.url, withBody, 300))).toEqual([200]);
  expect(passed()).toEqual(['/api/v1/auth/refresh', '/api/v1/restaurant?get']);
});

test('S27: an expectation that we do not know, and a method that no route has, are answered like anything else', async () => {
  const expecting = await say(gateway.url, post(['Content-Length: 2', 'Expect: nonsense'], '{}'), 500);
  expect(statusesOf(expecting)).toEqual([200]);
  for (const method of ['PROPFIND', 'TRACE']) {
    const { status } = await fetch(`${gateway.url}/api/v1/nothing`, { method }).catch(() => ({ status: 404 }));
    expect(status).toBe(404);
  }
});

test('S33: a body that is packed is passed on as it is and never unpacked here; a large one is 413', async () => {
  const bomb = gzipSync(Buffer.alloc(20_000_000));
  const headers = { 'content-encoding': 'gzip', 'content-type': 'application/json' };
  const answer = await fetch(`${gateway.url}/api/v1/auth/refresh`, { method: 'POST', headers, body: bomb });
  expect([answer.status, platform.upstreams.auth.requests.at(-1)?.bytes]).toEqual([200, bomb.length]);
  const large = await fetch(`${gateway.url}/api/v1/auth/refresh`, {
    method: 'POST',
    headers,
    body: new Uint8Array(100_001),
  });
  expect([large.status, errorAnswer.parse(await large.json()).error.code]).toEqual([413, 'PAYLOAD_TOO_LARGE']);
});

test('S33: after a body that was too large its connection is whole, or ends', async () => {
  const chunk = `2710\r\n${'x'.repeat(10_000)}\r\n`;
  const chunked = post(['Transfer-Encoding: chunked'], `${chunk.repeat(15)}0\r\n\r\n`);
  const announced = post(['Content-Length: 150000'], 'x'.repeat(150_000));
  for (const bytes of [chunked, announced]) {
    const said = await say(gateway.url, [bytes, 'GET /api/v1/restaurant HTTP/1.1\r\nHost: x\r\n\r\n']);
    expect(statusesOf(said)[0]).toBe(413);
    expect([statusesOf(said).length === 2, said.closed]).toContain(true);
  }
});

test('S33: two hundred slow bodies keep nobody from being served', async () => {
  const slow = post(['Content-Type: application/json', 'Content-Length: 50'], '{"refresh_token":');
  const waiting = Array.from({ length: 200 }, () => say(gateway.url, slow, 3_000));
  const took: number[] = [];
  for (let round = 0; round < 20; round += 1) {
    const since = performance.now();
    const body = '{}';
    const answer = await fetch(`${gateway.url}/api/v1/auth/refresh`, {
      method: 'POST',
      body,
      signal: AbortSignal.timeout(10_000),
    });
    took.push(performance.now() - since);
    expect(answer.status).toBe(200);
  }
  // Each slow body is waited for at least 3 s: whoever stood behind one would take as long.
  const typical = took.toSorted((one, other) => one - other)[10];
  expect(typical).toBeLessThan(1_500);
  await Promise.all(waiting);
});

test('S33, S27: a head that does not come to its end within ten seconds is 408', async () => {
  const said = await slowHead;
  expect([statusesOf(said), said.closed]).toEqual([[408], true]);
  expect(errorAnswer.parse(envelopeOf(said)).error.code).toBe('VALIDATION_ERROR');
}, 20_000);
