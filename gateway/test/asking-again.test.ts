import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { atEnd } from '@campus/testing/at-end';
import { beforeAll, beforeEach, expect, test } from 'vitest';
import type { Gateway } from './support/gateway.ts';
import { type Platform, startPlatform } from './support/platform.ts';

/** How a service fails: it resets the connection when it has read a question, or in the middle of the answer, or says 503. */
type Trouble = 'reset' | 'torn' | '503';

const AT_A_TIME = 8;
const ASKED = 400;

let platform: Platform;
let gateway: Gateway;
let ordering: Awaited<ReturnType<typeof startTroubled>>;
let catalog: typeof ordering;

beforeAll(async () => {
  [platform, ordering, catalog] = await Promise.all([startPlatform(), startTroubled(), startTroubled()]);
  const upstreams = { ORDERING_URL: ordering.url, CATALOG_URL: catalog.url };
  gateway = await platform.gateway({ ...upstreams, RATE_LIMIT_PER_MINUTE: '100000' });
});
beforeEach(() => {
  for (const service of [ordering, catalog]) Object.assign(service, { trouble: undefined, seen: [] });
});

/** A service that notes whatever arrives. */
async function startTroubled() {
  const state = { url: '', seen: [] as string[], trouble: undefined as Trouble | undefined };
  const server = createServer((request, response) => {
    state.seen.push(`${request.method} ${request.url}`);
    request.resume();
    request.once('end', () => {
      response.setHeader('content-type', 'application/json');
      if (state.trouble === 'reset') return void socketOf(request).resetAndDestroy();
      if (state.trouble === 'torn') {
        response.setHeader('content-length', '1000');
        response.write('{"half":', () => socketOf(request).resetAndDestroy());
        return;
      }
      response.statusCode = state.trouble === '503' ? 503 : 200;
      response.end('{}');
    });
  });
  await once(server.listen(0, '127.0.0.1'), 'listening');
  atEnd(async () => {
    server.closeAllConnections();
    server.close();
  });
  state.url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return state;
}

function socketOf({ socket }: IncomingMessage): Socket {
  return socket;
}

/** Asks so many times, a few at a time, each with a path of its own; gives the statuses, 0 for an answer that broke off. */
async function ask(count: number, { method = 'GET', path = '/api/v1/orders' } = {}): Promise<number[]> {
  const statuses: number[] = [];
  const headers = { authorization: `Bearer ${platform.issuer.sign({ role: 'consumer', userId: randomUUID() })}` };
  const one = async () => {
    const answer = await fetch(`${gateway.url}${path}?call=${randomUUID()}`, { method, headers });
    return answer.text().then(
      () => answer.status,
      () => 0,
    );
  };
  const worker = async () => {
    while (statuses.length < count) {
      const place = statuses.push(-1) - 1;
      statuses[place] = await one().catch(() => 0);
    }
  };
  await Promise.all(Array.from({ length: AT_A_TIME }, worker));
  return statuses;
}

const timesOf = (seen: string[]) => [...Map.groupBy(seen, (call) => call).values()].map(({ length }) => length);

test.each<{ trouble: Trouble; service: string; path: string }>([
  { trouble: 'reset', service: 'ordering', path: '/api/v1/orders' },
  { trouble: 'reset', service: 'catalog', path: '/api/v1/menu/items' },
  { trouble: 'torn', service: 'ordering', path: '/api/v1/orders' },
  { trouble: 'torn', service: 'catalog', path: '/api/v1/menu/items' },
  { trouble: '503', service: 'ordering', path: '/api/v1/orders' },
])('F-net: $service that answers with $trouble hears of reads at most a tenth more than were asked', async (row) => {
  const service = row.service === 'ordering' ? ordering : catalog;
  expect(new Set(await ask(ASKED, row))).toEqual(new Set([200]));
  expect(service.seen).toHaveLength(ASKED);
  service.trouble = row.trouble;
  expect(await ask(ASKED, row)).not.toContain(200);
  expect(service.seen.length).toBeLessThanOrEqual(2 * ASKED * 1.1);
  // Of those that failed alone, too, as soon as what was earned before is used up.
  service.seen = [];
  await ask(ASKED, row);
  expect(service.seen.length).toBeLessThanOrEqual(ASKED * 1.1);
  expect(Math.max(...timesOf(service.seen))).toBeLessThanOrEqual(2);
  service.trouble = undefined;
  expect(new Set(await ask(20, row))).toEqual(new Set([200]));
});

test('F-net: a read whose connection was lost is asked again while the budget lasts', async () => {
  await ask(100);
  ordering.trouble = 'reset';
  ordering.seen = [];
  await ask(5);
  expect(timesOf(ordering.seen)).toEqual([2, 2, 2, 2, 2]);
});

test.each<Trouble>(['reset', 'torn', '503'])('F-net: what is no read is never sent twice (%s)', async (trouble) => {
  await ask(ASKED);
  ordering.trouble = trouble;
  for (const method of ['POST', 'PUT', 'PATCH', 'DELETE']) {
    ordering.seen = [];
    expect(await ask(25, { method })).not.toContain(200);
    expect(timesOf(ordering.seen)).toEqual(Array(25).fill(1));
  }
});
