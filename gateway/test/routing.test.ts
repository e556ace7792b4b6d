import { beforeAll, expect, test } from 'vitest';
import type { Gateway } from './support/gateway.ts';
import { ALLOWED_ORIGIN } from './support/gateway.ts';
import { type Platform, requestTarget, startPlatform } from './support/platform.ts';

let platform: Platform;
let gateway: Gateway;

beforeAll(async () => {
  platform = await startPlatform();
  gateway = await platform.gateway();
});

const signedIn = (role: 'consumer' | 'admin' = 'consumer') => ({
  authorization: `Bearer ${platform.issuer.sign({ role })}`,
});
const get = (path: string, headers: Record<string, string> = {}) => fetch(gateway.url + path, { headers });

test('every public prefix leads to the service that owns it', async () => {
  const owners: Record<string, string> = {
    '/.well-known/jwks.json': 'auth',
    '/api/v1/auth/request-otp': 'auth',
    '/api/v1/auth/logout': 'auth',
    '/api/v1/users/me': 'auth',
    '/api/v1/users/me/notifications?limit=5': 'notification',
    '/api/v1/users/device-token': 'notification',
    '/api/v1/menu/items?search=paneer': 'catalog',
    '/api/v1/restaurant': 'ordering',
    '/api/v1/orders': 'ordering',
    '/api/v1/orders/0195a000-0000-7000-8000-000000000001/status': 'ordering',
    '/api/v1/delivery/orders': 'ordering',
    '/api/v1/payments/verify': 'payment',
    '/api/v1/payments/webhook': 'payment',
    '/api/v1/admin/auth/login': 'auth',
    '/api/v1/admin/staff': 'auth',
    '/api/v1/admin/menu/items': 'catalog',
    '/api/v1/admin/orders': 'ordering',
    '/api/v1/admin/orders/0195a000-0000-7000-8000-000000000001/status': 'ordering',
    '/api/v1/admin/orders/0195a000-0000-7000-8000-000000000001/refund': 'payment',
    '/api/v1/admin/config/restaurant_open': 'ordering',
    '/api/v1/admin/payments?needs_attention=true': 'payment',
    '/api/v1/admin/reports/daily-sales': 'reporting',
  };
  for (const [path, service] of Object.entries(owners)) {
    const response = await get(path, signedIn());
    expect(await response.json(), path).toEqual({ service, url: path });
  }
});

test('S31, S27: what is not in the table is 404, however it is written', async () => {
  const targets = [
    '/internal/payments',
    '/internal/revocations',
    '/metrics',
    '/Metrics',
    '/metrics/',
    '/metrics;a=b',
    '/%6detrics',
    '/metrics%00',
    '/health/ready',
    '/health/READY',
    '/health/ready/',
    '/health//ready',
    '/health/%72eady',
    '/health/live/../ready',
    '/health/live/%2e%2e/ready',
    '/api/overview',
    '/rabbitmq/',
    '/__sandbox/inbox',
    '/.env',
    '/.git/config',
    '/docs/../internal/payments',
    '/docs/%2e%2e/package.json',
    '/docs/page.html',
    '/docs/nothing',
    '/kitchen',
    '/api/v1',
    '/api/v1/nothing',
    '/api/v1/ordersx',
    '/socket.io/?EIO=4&transport=polling',
    '/API/v1/orders',
    '/Internal/payments',
    '//internal/payments',
    '/api/v1//orders',
    '/api/v1/orders/../../internal/payments',
    '/api/v1/orders/%2e%2e/%2e%2e/%2e%2e/internal/payments',
    '/api/v1/orders/..%2f..%2f..%2finternal/payments',
    '/api/v1/orders%2f..%2finternal',
    '/api/v1/orders/..;/..;/internal/payments',
    '/api/v1/orders;/internal',
    '/api/v1/orders/.',
    '/api/v1/orders\\..\\internal',
    '/%69nternal/payments',
    '/api/v1/orders/%00',
    'http://ordering/internal/payments',
  ];
  const before = Object.values(platform.upstreams).flatMap(({ requests }) => requests).length;
  for (const target of targets) expect(await requestTarget(gateway.url, target, signedIn()), target).toBe(404);
  expect(Object.values(platform.upstreams).flatMap(({ requests }) => requests).length).toBe(before);
  expect(await (await get('/api/v1/nothing')).json()).toEqual({
    error: { code: 'NOT_FOUND', message: 'Route not found.' },
  });
});

test('a protected route wants a good access token before any service is asked; public routes do not', async () => {
  const { issuer, upstreams } = platform;
  const before = upstreams.ordering.requests.length;
  const refusals: [string | undefined, string][] = [
    [undefined, 'INVALID_TOKEN'],
    ['Basic abc', 'INVALID_TOKEN'],
    ['Bearer nonsense', 'INVALID_TOKEN'],
    [`Bearer ${issuer.sign({ role: 'admin', token_use: 'refresh' })}`, 'INVALID_TOKEN'],
    [`Bearer ${issuer.sign({ role: 'admin', aud: 'someone-else' })}`, 'INVALID_TOKEN'],
    [`Bearer ${issuer.sign({ role: 'admin', expiresIn: '-1m' })}`, 'TOKEN_EXPIRED'],
  ];
  for (const [authorization, code] of refusals) {
    const response = await get('/api/v1/orders', authorization ? { authorization } : {});
    expect(response.status).toBe(401);
    expect(await response.json()).toMatchObject({ error: { code } });
  }
  expect(upstreams.ordering.requests.length).toBe(before);
  expect((await get('/api/v1/restaurant', { authorization: 'Bearer nonsense' })).status).toBe(200);
});

test('S30: the token goes on as it is; identity headers and forwarding claims from outside do not', async () => {
  const headers = {
    ...signedIn('admin'),
    'x-user-id': '1',
    'x-role': 'admin',
    'x-forwarded-for': '6.6.6.6',
    'x-forwarded-user': 'root',
    'x-real-ip': '6.6.6.6',
    forwarded: 'for=6.6.6.6',
    'x-http-method-override': 'DELETE',
    'proxy-authorization': 'Basic abc',
    'idempotency-key': 'abc',
    'if-match': '"3"',
    'x-request-id': 'my-request-1',
    traceparent: '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01',
  };
  const response = await get('/api/v1/orders', headers);
  const seen = platform.upstreams.ordering.requests.at(-1)?.headers;
  expect(seen).toMatchObject({
    authorization: headers.authorization,
    'idempotency-key': 'abc',
    'if-match': '"3"',
    'x-request-id': 'my-request-1',
    'x-forwarded-for': '127.0.0.1',
    traceparent: expect.stringContaining('0af7651916cd43dd8448eb211c80319c'),
  });
  for (const name of [
    'x-user-id',
    'x-role',
    'x-forwarded-user',
    'x-real-ip',
    'forwarded',
    'x-http-method-override',
    'proxy-authorization',
  ]) {
    expect(seen, name).not.toHaveProperty(name);
  }
  expect(response.headers.get('x-request-id')).toBe('my-request-1');
  expect((await get('/api/v1/orders')).headers.get('x-request-id')).toMatch(/^[\w-]{36}$/);
});

test('S35, S36: browsers get exact CORS answers and strict headers, also on refusals', async () => {
  const allowed = await get('/api/v1/orders', { origin: ALLOWED_ORIGIN });
  expect(allowed.headers.get('access-control-allow-origin')).toBe(ALLOWED_ORIGIN);
  expect(allowed.headers.get('vary')).toContain('Origin');
  expect(allowed.headers.get('access-control-expose-headers')).toBe('X-Request-Id,Retry-After,ETag');
  const [host] = ALLOWED_ORIGIN.split('//').slice(1);
  for (const origin of [
    'https://evil.example',
    `http://${host}`,
    `${ALLOWED_ORIGIN}.evil.example`,
    `${ALLOWED_ORIGIN}:8443`,
    'null',
    '*',
  ]) {
    const evil = await get('/api/v1/orders', { ...signedIn(), origin });
    expect([origin, evil.headers.get('access-control-allow-origin')]).toEqual([origin, null]);
    expect(evil.headers.get('vary')).toContain('Origin');
  }
  const native = await get('/api/v1/orders', signedIn());
  expect([native.status, native.headers.get('access-control-allow-origin')]).toEqual([200, null]);
  const preflight = await fetch(`${gateway.url}/api/v1/orders`, {
    method: 'OPTIONS',
    headers: {
      origin: ALLOWED_ORIGIN,
      'access-control-request-method': 'PATCH',
      'access-control-request-headers': 'authorization,idempotency-key',
    },
  });
  expect(preflight.status).toBe(204);
  expect(preflight.headers.get('access-control-allow-methods')).toContain('PATCH');
  expect(preflight.headers.get('access-control-allow-headers')).toContain('Idempotency-Key');

  const answer = await get('/api/v1/orders', { ...signedIn(), origin: ALLOWED_ORIGIN });
  const unknown = await get('/api/v1/nothing', { origin: ALLOWED_ORIGIN });
  for (const { headers } of [allowed, answer, native, unknown]) {
    expect(headers.get('strict-transport-security')).toMatch(/max-age=31536000/);
    expect(headers.get('x-content-type-options')).toBe('nosniff');
    expect(headers.get('content-security-policy')).toBe("default-src 'none';frame-ancestors 'none'");
    expect(headers.get('cache-control')).toBe('no-store');
    expect(headers.get('x-powered-by')).toBeNull();
    expect(headers.get('content-type')).toBe('application/json; charset=utf-8');
    // Nothing of ours is in a cookie, so no origin may send any.
    expect(headers.get('access-control-allow-credentials')).toBeNull();
    expect(headers.get('set-cookie')).toBeNull();
  }
  expect(answer.headers.get('vary')).toBe('Origin, Accept-Encoding');
  expect(answer.headers.get('etag')).toBe('"1"');
});

test('health tells which services answer', async () => {
  const response = await get('/health');
  expect(response.status).toBe(200);
  expect(await response.json()).toMatchObject({
    status: 'healthy',
    database: 'connected',
    redis: 'connected',
    version: '1.0.0',
    timestamp: expect.any(String),
    services: { auth: 'healthy', realtime: 'healthy' },
  });
});
