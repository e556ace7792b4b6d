import { expect, it } from 'vitest';
import type { Outcome } from '../ledger/entry.ts';
import { NOTHING } from '../matrix/fault.ts';
import { aCall } from './fixtures.test-data.ts';
import { checkRefusals } from './refusals.ts';

const PROMISE = { ...NOTHING, refusedWithinMs: 3_000 };
const ENDLESS = { ...NOTHING, refusedWithinMs: Number.POSITIVE_INFINITY };
const windows = [
  { name: 'database crash', from: 1_000, works: PROMISE },
  { name: 'calm after database crash', from: 20_000, works: NOTHING },
  { name: 'locked table', from: 40_000, works: ENDLESS },
];
const refused = (at: number, outcome: Partial<Outcome> = {}) =>
  aCall({ at }, { phase: 'info', status: 503, code: 'SERVICE_UNAVAILABLE', retryAfter: 2, ms: 10, ...outcome });
const silent = (at: number) =>
  refused(at, { status: undefined, code: 'TimeoutError', retryAfter: undefined, ms: 8_000 });
const faults = (...calls: ReturnType<typeof aCall>[]) => checkRefusals(calls, windows).violations;

it('holds when everybody who is refused hears 503 with when to come again, in time', () => {
  const calls = [aCall(), refused(500), refused(1_000), refused(25_000, { ms: 4_010 }), refused(45_000, { ms: 7_900 })];
  expect(checkRefusals(calls, windows)).toEqual({
    figures: { 'refused with 503': 4, 'too late': 0, 'latest refusal (s)': 7.9 },
    violations: [],
  });
});

it('is broken by a 503 that does not say when to come again', () => {
  const what = 'database crash: order (POST /api/v1/orders): 503 SERVICE_UNAVAILABLE without Retry-After';
  expect(faults(refused(2_000, { retryAfter: undefined }))).toEqual([what]);
  expect(faults(refused(2_000, { retryAfter: 0 }))).toEqual([what]);
  expect(faults(refused(500, { retryAfter: undefined }))).toHaveLength(1);
});

it('is broken by any other answer that says that the platform failed', () => {
  const call = refused(45_000, { status: 500, code: 'INTERNAL_ERROR' });
  expect(faults(call)).toEqual(['locked table: order (POST /api/v1/orders): 500 INTERNAL_ERROR, and no 503']);
});

it('is broken by one that is late: by what its row promises, or by what all have to keep', () => {
  expect(faults(refused(2_000, { ms: 4_100 }))).toEqual([
    'database crash: order (POST /api/v1/orders): 503 SERVICE_UNAVAILABLE after 4.1 s, 3 s are allowed',
  ]);
  expect(faults(refused(25_000, { ms: 4_100 }))).toEqual([]);
  expect(faults(refused(25_000, { ms: 5_100 }))).toHaveLength(1);
  expect(faults(refused(100, { ms: 600 }))).toEqual([]);
});

it('holds when one in twenty is late, and no more', () => {
  const [inTime, late] = [Array.from({ length: 19 }, () => refused(25_000)), refused(25_000, { ms: 5_100 })];
  expect(faults(...inTime, late)).toEqual([]);
  expect(faults(...inTime, late, late)).toHaveLength(2);
});

it('is broken by silence only where an answer was promised', () => {
  expect(faults(silent(2_000))).toEqual([
    'database crash: order (POST /api/v1/orders): no answer TimeoutError after 8 s, 3 s are allowed',
  ]);
  expect(faults(silent(25_000), silent(45_000))).toEqual([]);
});

it('of a call that met two times judges by the one that asks for more patience', () => {
  expect(faults(refused(19_000, { ms: 4_100 }), silent(19_000))).toEqual([]);
  expect(faults(refused(38_000, { ms: 7_000 }))).toEqual([]);
  expect(faults(refused(19_000, { ms: 5_100 }))).toHaveLength(1);
});
