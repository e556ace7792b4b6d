import { beforeAll, expect, test } from 'vitest';
import type { ApiDocument } from '../src/docs/api-document.ts';
import type { Gateway } from './support/gateway.ts';
import { startPlatform } from './support/platform.ts';

let gateway: Gateway;

beforeAll(async () => {
  gateway = await (await startPlatform()).gateway();
});

const get = (path: string, headers: Record<string, string> = {}) => fetch(gateway.url + path, { headers });

test('the contract and its page are for everybody and cost a client that has them nothing', async () => {
  const types = { '/api/v1/openapi.json': 'json', '/docs': 'html', '/docs/page.css': 'css' };
  for (const [path, type] of Object.entries(types)) {
    const first = await get(path);
    expect([path, first.status]).toEqual([path, 200]);
    expect(first.headers.get('content-type')).toContain(type);
    expect(first.headers.get('cache-control')).toBe('public, max-age=300');
    const etag = first.headers.get('etag') ?? '';
    expect((await first.text()).length).toBeGreaterThan(500);
    const again = await get(path, { 'if-none-match': `"other", W/${etag}` });
    expect([again.status, await again.text(), again.headers.get('etag')]).toEqual([304, '', etag]);
    expect((await get(path, { 'if-none-match': '"other"' })).status).toBe(200);
  }
});

test('the page shows every operation and runs, loads and sends nothing', async () => {
  const document = (await (await get('/api/v1/openapi.json')).json()) as ApiDocument;
  const response = await get('/docs');
  const page = await response.text();
  const names = Object.values(document.paths).flatMap((item) =>
    Object.values(item).map(({ operationId }) => operationId),
  );
  expect(names.length).toBeGreaterThan(40);
  expect(
    [...names, ...Object.keys(document.components.schemas)].filter((name) => !page.includes(`id="${name}"`)),
  ).toEqual([]);
  const targets = new Set([...page.matchAll(/ id="([^"]+)"/g)].map(([, id]) => id));
  expect([...page.matchAll(/href="#([^"]+)"/g)].filter(([, id]) => !targets.has(id))).toEqual([]);
  expect(page).not.toMatch(/<script|style=|\son\w+=|https?:\/\/|undefined|\[object/i);
  expect(response.headers.get('content-security-policy')).toBe(
    "default-src 'none';style-src 'self';base-uri 'none';form-action 'none';frame-ancestors 'none'",
  );
  expect(response.headers.get('x-content-type-options')).toBe('nosniff');
});
