import { expect, test } from 'vitest';
import { ApiError, errorOf, fieldErrors, isApiError } from './api-error.ts';
import { contentOf, newKey, targetOf } from './request.ts';

test('a route becomes an address: names filled in and escaped, missing query fields left out', () => {
  expect(targetOf('PATCH /admin/orders/:id/status', { params: { id: 'a/b' } })).toEqual({
    method: 'PATCH',
    url: '/api/v1/admin/orders/a%2Fb/status',
  });
  expect(targetOf('GET /admin/orders', { query: { search: 'Asha & co', status: undefined, limit: 5 } }).url).toBe(
    '/api/v1/admin/orders?search=Asha+%26+co&limit=5',
  );
});

test('a body is JSON, a form keeps its own content type, a key goes along', () => {
  expect(contentOf({ body: { a: 1 }, idempotencyKey: 'k' })).toEqual({
    headers: { Accept: 'application/json', 'Content-Type': 'application/json', 'Idempotency-Key': 'k' },
    body: '{"a":1}',
  });
  expect(contentOf({ body: new FormData() }).headers).not.toHaveProperty('Content-Type');
  expect(newKey()).toMatch(/^[0-9a-f]{32}$/);
});

test('an error keeps what the envelope and the headers say', async () => {
  const headers = { 'Content-Type': 'application/json; charset=utf-8', 'Retry-After': '7', 'X-Request-Id': 'r1' };
  const body = JSON.stringify({ error: { code: 'RATE_LIMITED', message: 'Slow down.' } });
  expect(await errorOf(new Response(body, { status: 429, headers }))).toMatchObject({
    status: 429,
    code: 'RATE_LIMITED',
    message: 'Slow down.',
    requestId: 'r1',
    retryAfterSeconds: 7,
  });
});

test('an answer without an envelope is a part that is away', async () => {
  const error = await errorOf(new Response('<html>bad gateway</html>', { status: 502 }));
  expect(isApiError(error, 'SERVICE_UNAVAILABLE')).toBe(true);
  expect(isApiError(error, 'NOT_FOUND')).toBe(false);
  expect(isApiError(new Error('x'))).toBe(false);
});

test('the fields of a refused body get their sentences', () => {
  const details = [{ path: 'name', message: 'is too long' }];
  expect(fieldErrors(new ApiError({ status: 400, code: 'VALIDATION_ERROR', message: '', details }))).toEqual({
    name: 'is too long',
  });
  expect(fieldErrors(new ApiError({ status: 409, code: 'ALREADY_EXISTS', message: '', details }))).toEqual({});
});
