import { setTimeout as sleep } from 'node:timers/promises';
import { startProcess } from '@campus/testing/process';
import { startTcpProxy } from '@campus/testing/tcp-proxy';
import { expect, test } from 'vitest';
import { caller, main, startCatalog } from './support/catalog.ts';
import { picture } from './support/pictures.ts';

const { as, db, env, issuer, upload } = await startCatalog();
// The other replica reaches PostgreSQL by a line that can be cut.
const line = await startTcpProxy(env.DATABASE_URL ?? '');
const replica = await startProcess(main, { ...env, DATABASE_URL: line.url });
const admin = as('admin');
const here = as('consumer');
const there = caller(replica.url, issuer.sign({ role: 'consumer' }));
const RULE_MS = 1_000;

const { category } = (await admin('POST', '/admin/menu/categories', { name: 'Mains' })).body;
const { id } = (await admin('POST', '/admin/menu/items', { category_id: category.id, name: 'Dal', price: 10 })).body
  .item;
const items = `/admin/menu/items/${id}`;

const LISTS = ['/menu/items', `/menu/items?category_id=${category.id}`, '/menu/items?search=dal', '/menu/categories'];
const warm = async (ask: typeof here) => {
  for (const path of [...LISTS, `/menu/items/${id}`]) await ask('GET', path);
};
const dal = async (ask: typeof here) => (await ask('GET', '/menu/items?search=dal')).body.items[0];

test.each([
  ['a price', () => admin('PUT', items, { price: 11 }), 200],
  ['an availability', () => as('kitchen')('PATCH', `${items}/availability`, { is_available: false }), 200],
  ['a picture', async () => upload(`${items}/image`, await picture('jpeg')), 200],
  ['a category', () => admin('PUT', `/admin/menu/categories/${category.id}`, { name: 'Main Course' }), 200],
  ['an order', () => admin('PUT', '/admin/menu/order', { item_ids: [id] }), 200],
])(
  '%s that changes is seen at once by the replica that changed it, and within a second by the other',
  async (_what, change, status) => {
    const before = await dal(here);
    await Promise.all([warm(here), warm(there)]);
    expect((await change()).status).toBe(status);
    const changedAt = performance.now();
    const changed = await dal(here);
    expect(changed).toEqual((await here('GET', `/menu/items/${id}`)).body.item);
    if (_what !== 'an order') expect(changed).not.toEqual(before);
    // Asked all the time, as at lunch: the other replica never waits until it is idle.
    for (;;) {
      const seen = await dal(there);
      if (JSON.stringify(seen) === JSON.stringify(changed)) break;
      expect(performance.now() - changedAt).toBeLessThan(RULE_MS);
    }
    await sleep(RULE_MS - (performance.now() - changedAt));
    expect((await there('GET', '/menu/items')).body.items).toEqual([changed]);
    expect((await there('GET', `/menu/items/${id}`)).body.item).toEqual(changed);
  },
);

test('an item that comes back by itself is seen everywhere', async () => {
  const until = new Date(Date.now() + 300).toISOString();
  await admin('PATCH', `${items}/availability`, { is_available: false, until });
  expect(await dal(here)).toMatchObject({ is_available: false });
  const back = async () => {
    for (;;) {
      const { is_available, available_again_at } = await db('menu_items').where({ id }).first();
      if (is_available && available_again_at === null) return performance.now();
      await sleep(20);
    }
  };
  const backAt = await back();
  await sleep(RULE_MS - (performance.now() - backAt));
  for (const ask of [here, there]) expect(await dal(ask)).toMatchObject({ is_available: true });
});

test('the menu, a dish and the categories have a tag that changes with their content only', async () => {
  const other = (await admin('POST', '/admin/menu/categories', { name: 'Drinks' })).body.category;
  const lime = (await admin('POST', '/admin/menu/items', { category_id: other.id, name: 'Lime', price: 5 })).body.item;
  const paths = [
    '/menu/categories',
    '/menu/items',
    '/menu/items?search=dal',
    `/menu/items/${id}`,
    `/menu/items/${lime.id}`,
  ];
  const tags = async (ask: typeof here) =>
    Promise.all(paths.map(async (path) => (await ask('GET', path)).headers.get('etag') ?? 'none'));
  const before = await tags(here);
  expect(new Set(before).size).toBe(paths.length);
  await sleep(RULE_MS);
  expect(await tags(there)).toEqual(before);
  for (const [index, path] of paths.entries()) {
    for (const given of [before[index], `W/${before[index]}`, `"x", ${before[index]}`, '*']) {
      const answer = await here('GET', path, undefined, { 'if-none-match': given ?? '' });
      expect([answer.status, answer.body, answer.headers.get('etag')]).toEqual([304, undefined, before[index]]);
      expect(answer.headers.get('cache-control')).toBe('private, no-cache');
    }
    expect((await here('GET', path, undefined, { 'if-none-match': '"x"' })).status).toBe(200);
  }
  await admin('PUT', `/admin/menu/items/${lime.id}`, { price: 6 });
  const after = await tags(here);
  expect(after.map((tag, index) => tag === before[index])).toEqual([true, false, true, true, false]);
  await admin('DELETE', `/admin/menu/items/${lime.id}`);
});

test('the bytes are compressed for whoever can read that, under a tag of their own, and both tags are good', async () => {
  const ask = (encoding: string, headers = {}) =>
    here('GET', '/menu/items', undefined, { 'accept-encoding': encoding, ...headers });
  const [plain, zipped] = [await ask('identity'), await ask('gzip')];
  expect(plain.headers.get('content-encoding')).toBeNull();
  expect(zipped.headers.get('content-encoding')).toBe('gzip');
  expect(zipped.body).toEqual(plain.body);
  const tags = [plain.headers.get('etag') ?? '', zipped.headers.get('etag') ?? ''];
  expect(new Set(tags).size).toBe(2);
  for (const encoding of ['identity', 'gzip', 'gzip;q=0', 'br, gzip']) {
    const answer = await ask(encoding);
    expect(answer.headers.get('vary')).toBe('Accept-Encoding');
    expect(answer.headers.get('etag')).toBe(tags[encoding.endsWith('gzip') ? 1 : 0]);
    for (const tag of tags) expect((await ask(encoding, { 'if-none-match': tag })).status).toBe(304);
  }
});

test('while PostgreSQL does not answer the last known menu is shown, and says so; staff get 503', async () => {
  const fresh = await there('GET', '/menu/items');
  const etag = fresh.headers.get('etag') ?? '';
  line.pauseToServer();
  line.cut();
  await sleep(600);
  for (let times = 0; times < 5; times += 1) {
    const startedAt = performance.now();
    const last = await there('GET', '/menu/items', undefined, { 'if-none-match': etag });
    expect(performance.now() - startedAt).toBeLessThan(2_000);
    expect(last).toMatchObject({ status: 200, body: fresh.body });
    expect(last.headers.get('etag')).toBeNull();
    expect(last.headers.get('cache-control')).toBe('no-store');
    expect(Number(last.headers.get('age'))).toBeGreaterThanOrEqual(1);
  }
  expect((await there('GET', `/menu/items/${id}`)).status).toBe(200);
  expect((await fetch(`${replica.url}/health/ready`)).status).toBe(200);
  expect((await fetch(`${replica.url}/health`)).status).toBe(503);
  const asStaff = caller(replica.url, issuer.sign({ role: 'admin' }));
  expect(await asStaff('GET', '/admin/menu/items')).toMatchObject({
    status: 503,
    body: { error: { code: 'SERVICE_UNAVAILABLE' } },
  });

  await admin('PUT', items, { price: 99 });
  line.resume();
  line.cut();
  const backAt = performance.now();
  for (;;) {
    const { body, headers } = await there('GET', '/menu/items');
    if (headers.get('age') === null) {
      expect(body.items[0]).toMatchObject({ price: 99 });
      break;
    }
    expect(performance.now() - backAt).toBeLessThan(10_000);
    await sleep(50);
  }
});

test('connections that die are no outage', async () => {
  await warm(there);
  for (let times = 0; times < 5; times += 1) {
    line.cut();
    await sleep(510);
    expect((await there('GET', '/menu/items')).status).toBe(200);
  }
  await sleep(300);
  const { headers } = await there('GET', '/menu/items');
  expect(headers.get('age')).toBeNull();
});

test('a replica that never knew the menu is not ready without its database', async () => {
  const nowhere = { ...env, DATABASE_URL: 'postgres://nobody:nothing@127.0.0.1:1/nowhere' };
  const { url } = await startProcess(main, nowhere, '/health/live');
  expect((await fetch(`${url}/health/ready`)).status).toBe(503);
  expect(await caller(url, issuer.sign({ role: 'consumer' }))('GET', '/menu/items')).toMatchObject({
    status: 503,
    body: { error: { code: 'SERVICE_UNAVAILABLE' } },
  });
});
