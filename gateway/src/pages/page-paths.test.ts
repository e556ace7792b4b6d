import { expect, test } from 'vitest';
import { pageAt } from './page-paths.ts';

test('the start page and its deep links are the student’s, /kitchen and below are the staff’s', () => {
  for (const path of ['/', '/cart', '/orders', '/orders/0195a000-0000-7000-8000-000000000001', '/menu/'])
    expect(pageAt(path), path).toBe('student');
  for (const path of ['/kitchen', '/kitchen/', '/kitchen/admin/orders', '/kitchen/no/such/page'])
    expect(pageAt(path), path).toBe('staff');
});

test('nothing else is a page, least of all what only looks like one', () => {
  const paths = [
    '/api/v1/orders',
    '/api',
    '/internal/payments',
    '/metrics',
    '/health/ready',
    '/docs/nothing',
    '/kitchens',
    '/ordersx',
    '//kitchen',
    '/kitchen//x',
    '/kitchen/../internal',
    '/kitchen/..',
    '/kitchen/%2e%2e',
    '/kitchen;x',
    '/Kitchen',
    '/kitchen.html',
    '',
  ];
  for (const path of paths) expect(pageAt(path), path).toBeUndefined();
});
