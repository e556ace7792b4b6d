import { spawnSync } from 'node:child_process';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { brotliCompressSync, gzipSync } from 'node:zlib';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Gateway } from './support/gateway.ts';
import { type Platform, requestTarget, startPlatform } from './support/platform.ts';

const SANDBOX = 'http://127.0.0.1:8200/checkout';
const SCRIPT = 'console.log("a script that is long enough to be compressed");\n'.repeat(20);

let directory: string;
let platform: Platform;
let gateway: Gateway;
let live: Gateway;

beforeAll(async () => {
  directory = await buildPages();
  platform = await startPlatform();
  [gateway, live] = await Promise.all([
    platform.gateway({ PORTAL_DIR: directory, SANDBOX_CHECKOUT_URL: SANDBOX, RESTAURANT_TIME_ZONE: 'Asia/Kolkata' }),
    platform.gateway({ PORTAL_DIR: directory }),
  ]);
});
afterAll(() => rm(directory, { recursive: true }));

async function buildPages(): Promise<string> {
  const root = await mkdtemp(join(tmpdir(), 'campus-pages-'));
  await mkdir(join(root, 'assets'));
  const files: Record<string, string | Buffer> = {
    'index.html': '<title>student</title>',
    'kitchen.html': '<title>staff</title>',
    'theme.js': 'theme',
    '.secret': 'not for the world',
    'assets/a-1234.js': SCRIPT,
    'assets/a-1234.js.gz': gzipSync(SCRIPT),
    'assets/a-1234.js.br': brotliCompressSync(SCRIPT),
  };
  for (const [name, content] of Object.entries(files)) await writeFile(join(root, name), content);
  return root;
}

/** Of a compressed answer the bytes as they travel. */
function rawGet(path: string, acceptEncoding: string): Promise<{ encoding: string | undefined; bytes: number }> {
  return new Promise((resolve, reject) => {
    request(gateway.url + path, { headers: { 'accept-encoding': acceptEncoding } }, (response) => {
      let bytes = 0;
      response.on('data', (chunk: Buffer) => {
        bytes += chunk.length;
      });
      response.on('end', () => resolve({ encoding: response.headers['content-encoding'], bytes }));
    })
      .on('error', reject)
      .end();
  });
}

test('the student page is at / and its deep links, the staff page at /kitchen and everything below', async () => {
  for (const [path, title] of [
    ['/', 'student'],
    ['/orders/0195a000-0000-7000-8000-000000000001', 'student'],
    ['/kitchen', 'staff'],
    ['/kitchen/admin/orders', 'staff'],
  ]) {
    const response = await fetch(gateway.url + path);
    expect([response.status, await response.text()], path).toEqual([200, `<title>${title}</title>`]);
    expect(response.headers.get('content-type')).toBe('text/html;charset=utf-8');
    expect(response.headers.get('cache-control')).toBe('no-cache');
    const again = await fetch(gateway.url + path, { headers: { 'if-none-match': response.headers.get('etag') ?? '' } });
    expect(again.status, path).toBe(304);
  }
});

test('a page loads nothing from elsewhere, runs nothing inline and is never framed', async () => {
  const policy =
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; font-src 'self'; connect-src 'self'; " +
    "manifest-src 'self'; worker-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";
  for (const path of ['/', '/kitchen']) {
    const { headers } = await fetch(gateway.url + path);
    expect(headers.get('content-security-policy'), path).toBe(policy);
    expect(headers.get('strict-transport-security')).toMatch(/max-age=31536000/);
    expect(headers.get('x-content-type-options')).toBe('nosniff');
    expect(headers.get('x-frame-options')).toBe('DENY');
    expect(headers.get('cross-origin-resource-policy')).toBe('same-origin');
  }
  expect((await fetch(`${live.url}/kitchen`)).headers.get('content-security-policy')).toBe(policy);
});

test('only the student page may load Razorpay, and only when it is Razorpay that takes the money', async () => {
  const { headers } = await fetch(`${live.url}/`);
  const policy = headers.get('content-security-policy');
  expect(policy).toContain("script-src 'self' https://checkout.razorpay.com https://cdn.razorpay.com;");
  expect(policy).toContain('frame-src https://api.razorpay.com https://checkout.razorpay.com');
  expect(policy).not.toMatch(/unsafe|\*/);
  expect(headers.get('cross-origin-opener-policy')).toBe('same-origin-allow-popups');
});

test('the pages learn how money is taken and which clock counts', async () => {
  const response = await fetch(`${gateway.url}/portal-settings.json`);
  expect(response.headers.get('cache-control')).toBe('no-cache');
  expect(await response.json()).toEqual({ time_zone: 'Asia/Kolkata', checkout: { kind: 'sandbox', url: SANDBOX } });
  expect(await (await fetch(`${live.url}/portal-settings.json`)).json()).toMatchObject({
    checkout: { kind: 'razorpay', script: 'https://checkout.razorpay.com/v1/checkout.js' },
  });
});

test('assets are compressed beforehand and kept for ever, files that keep their name are asked for again', async () => {
  expect(await rawGet('/assets/a-1234.js', 'br, gzip')).toEqual({
    encoding: 'br',
    bytes: brotliCompressSync(SCRIPT).length,
  });
  expect(await rawGet('/assets/a-1234.js', 'gzip')).toEqual({ encoding: 'gzip', bytes: gzipSync(SCRIPT).length });
  expect(await rawGet('/assets/a-1234.js', 'identity')).toEqual({ encoding: undefined, bytes: SCRIPT.length });
  const caching = async (path: string) => (await fetch(gateway.url + path)).headers.get('cache-control');
  expect(await caching('/assets/a-1234.js')).toBe('public, max-age=31536000, immutable');
  expect(await caching('/theme.js')).toBe('no-cache');
});

test('pages swallow nothing: what is no page is the same 404 as before', async () => {
  const targets = [
    '/api/v1/nothing',
    '/internal/payments',
    '/metrics',
    '/health/ready',
    '/docs/nothing',
    '/index.html',
    '/kitchen.html',
    '/.secret',
    '/assets/',
    '/assets/../.secret',
    '/assets/%2e%2e/.secret',
    '/assets/..%2f.secret',
    '/kitchen/%2e%2e/internal',
    '/kitchen/../internal/payments',
    '//kitchen',
    '/Kitchen',
    '/ordersx',
  ];
  for (const target of targets) expect(await requestTarget(gateway.url, target), target).toBe(404);
  expect(await (await fetch(`${gateway.url}/nothing`)).json()).toEqual({
    error: { code: 'NOT_FOUND', message: 'Route not found.' },
  });
  expect((await fetch(`${gateway.url}/kitchen`, { method: 'POST' })).status).toBe(404);
});

test('without built pages there are none, and the log says so once', async () => {
  const bare = await platform.gateway();
  expect((await fetch(`${bare.url}/kitchen`)).status).toBe(404);
  expect((await fetch(`${bare.url}/`)).status).toBe(404);
  expect(bare.logs.filter((line) => line.includes('the portal is not built'))).toHaveLength(1);
});

test('the sandbox’s checkout is refused in production', () => {
  const main = fileURLToPath(new URL('../src/main.ts', import.meta.url));
  const { status, stderr } = spawnSync(process.execPath, [main], {
    encoding: 'utf8',
    env: {
      NODE_ENV: 'production',
      SANDBOX_CHECKOUT_URL: SANDBOX,
      REDIS_URL: 'redis://127.0.0.1:1',
      RABBITMQ_URL: 'amqp://127.0.0.1:1',
      JWT_ISSUER: 'issuer',
      JWT_AUDIENCE: 'audience',
      JWKS_URL: 'http://127.0.0.1:1/jwks',
    },
  });
  expect([status, stderr]).toEqual([
    78,
    expect.stringContaining('SANDBOX_CHECKOUT_URL: must not be set in production'),
  ]);
});
