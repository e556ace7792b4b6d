import { expect, test } from 'vitest';
import { requireReadableQuery } from './readable-query.ts';

test.each([
  ['half a character', '/items?search=a%ED%A0%80b'],
  ['the other half', '/items?search=%ED%B0%80'],
  ['a byte that begins nothing', '/items?limit=1&search=%FF'],
  ['a character that ends too early', '/items?search=%E2%82'],
  ['a name that is no text', '/items?%C0%AF=1'],
])('%s in a query is refused', (_what, url) => {
  expect(() => requireReadableQuery(url)).toThrow(
    expect.objectContaining({ code: 'VALIDATION_ERROR', kind: 'invalid' }),
  );
});

test.each([
  '/items',
  '/items?',
  '/items?search=%F0%9F%8D%9B+%E2%82%B9',
  '/items?search=100%&x=%zz',
  '/items?search=पनीर',
  '/a%FFb?x=1',
])('%s passes', (url) => {
  expect(() => requireReadableQuery(url)).not.toThrow();
});
