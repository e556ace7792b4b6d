import { openapiAnswer } from '@campus/contracts/health-api';
import { beforeAll, expect, test } from 'vitest';
import type { Gateway } from './support/gateway.ts';
import { startPlatform } from './support/platform.ts';

let gateway: Gateway;

beforeAll(async () => {
  gateway = await (await startPlatform()).gateway();
});

const get = (path: string, headers: Record<string, string> = {}) => fetch(gateway.url + path, { headers });

test.each([
  ['/api/v1/openapi.json', 'application/json'],
  ['/api/v1/asyncapi.json', 'application/json'],
  ['/docs', 'text/html'],
  ['/docs/page.js', 'text/javascript'],
  ['/docs/page.css', 'text/css'],
  ['/docs/swagger-ui.js', 'text/javascript'],
  ['/docs/swagger-ui.css', 'text/css'],
])('%s is for everybody and costs a client that has it nothing', async (path, type) => {
  const first = await get(path);
  expect(first.status).toBe(200);
  expect(first.headers.get('content-type')).toBe(`${type}; charset=utf-8`);
  expect(first.headers.get('cache-control')).toBe('public, max-age=300');
  expect(first.headers.get('x-content-type-options')).toBe('nosniff');
  const etag = first.headers.get('etag') ?? '';
  expect((await first.text()).length).toBeGreaterThan(50);
  const again = await get(path, { 'if-none-match': `"other", W/${etag}` });
  expect([again.status, await again.text(), again.headers.get('etag')]).toEqual([304, '', etag]);
  expect((await get(path, { 'if-none-match': '"other"' })).status).toBe(200);
});

test('the page needs nothing from elsewhere, and its policy lets nothing in', async () => {
  const response = await get('/docs');
  const page = await response.text();
  const needed = [...page.matchAll(/(?:src|href)="([^"]+)"/g)].map(([, address = '']) => address);
  expect(needed).toHaveLength(5);
  for (const address of needed.filter((one) => one !== 'data:,')) expect((await get(address)).status).toBe(200);
  expect(page).not.toMatch(/<script>|<style|style=|\son\w+=|https?:\/\//i);
  const policy = response.headers.get('content-security-policy') ?? '';
  expect(policy).toContain("default-src 'none'");
  expect(policy).toContain("script-src 'self';style-src 'self'");
  expect(policy).not.toMatch(/unsafe|https?:|\*/);
});

test('the page asks the same host for the document, and no validator', async () => {
  const start = await (await get('/docs/page.js')).text();
  const [, address = ''] = /url: '([^']+)'/.exec(start) ?? [];
  expect(openapiAnswer.parse(await (await get(address)).json()).openapi).toMatch(/^3\.1\./);
  expect(start).toContain('validatorUrl: null');
  expect(start).not.toMatch(/https?:/);
});
