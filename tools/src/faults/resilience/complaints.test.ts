import { expect, it } from 'vitest';
import { complaints, isOnlyLate } from './complaints.ts';
import type { Expectation } from './resiliency-matrix.ts';
import type { Refusal, Visit } from './visit.ts';

const closed: Expectation = { kind: 'unavailable', status: 503, code: 'SERVICE_UNAVAILABLE' };
const late: Expectation = { kind: 'degraded', misses: 'news', how: '', comes: 'by itself' };
const works: Visit = { outcome: 'works' };
const missing = (misses: 'news' | 'code'): Visit => ({ outcome: 'degraded', misses, comes: async () => true });
const refused = (change: Partial<Refusal> = {}): Visit => ({
  outcome: 'unavailable',
  refusal: { status: 503, code: 'SERVICE_UNAVAILABLE', retryAfter: '2', ...change },
});
const about = (expected: Expectation, visit: Visit, slowestMs = 10) => complaints(expected, { visit, slowestMs });

it('what is as the matrix says gives no reason to complain', () => {
  expect(about({ kind: 'works' }, works)).toEqual([]);
  expect(about(late, missing('news'))).toEqual([]);
  expect(about(closed, refused(), 3_000)).toEqual([]);
  expect(about({ ...closed, status: 1013 }, refused({ status: 1013, retryAfter: undefined }))).toEqual([]);
});

it('another outcome does, also a better one', () => {
  expect(about({ kind: 'works' }, missing('code'))).toEqual(['degraded (without the code) instead of works']);
  expect(about(closed, works)).toEqual(['works instead of unavailable']);
  expect(about(late, refused({ status: undefined, code: 'TimeoutError' }))).toEqual([
    'unavailable (no answer TimeoutError) instead of degraded',
  ]);
  expect(about(closed, { outcome: 'broken', why: 'no JSON' })).toEqual(['broken (no JSON) instead of unavailable']);
  expect(about(late, missing('code'))).toEqual(['the code is missed instead of the news']);
});

it('a refusal has its status, its code, a time to come back, and comes within three seconds', () => {
  const bad = refused({ status: 500, code: undefined, retryAfter: undefined });
  expect(about(closed, bad, 3_001)).toEqual([
    'status 500 instead of 503',
    'code none instead of SERVICE_UNAVAILABLE',
    'Retry-After: none',
    'an answer took 3001 ms',
  ]);
  for (const retryAfter of ['0', '120', '-1', 'soon', '1.5'])
    expect(about(closed, refused({ retryAfter }))).toHaveLength(1);
});

it('nobody waits longer for a good answer either', () => {
  expect(about({ kind: 'works' }, works, 3_001)).toEqual(['an answer took 3001 ms']);
});

it('being late is told from being wrong', () => {
  expect(isOnlyLate(about(closed, refused(), 3_001))).toBe(true);
  expect(isOnlyLate(about(closed, refused(), 2_999))).toBe(false);
  expect(isOnlyLate(about(closed, refused({ status: 500 }), 3_001))).toBe(false);
  expect(isOnlyLate(about({ kind: 'works' }, missing('code'), 3_001))).toBe(false);
});
