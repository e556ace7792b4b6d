import { expect, test } from 'vitest';
import { mayDeleteToken } from './deletion-brake.ts';
import { afterTurn, type PushDelivery, unsentBecause } from './push-delivery.ts';
import type { PushVerdict } from './push-verdict.ts';

const now = new Date('2026-02-13T08:30:00.000Z');
const retryPauses = [4, 20, 100] as const;
const unavailable: PushVerdict = { kind: 'unavailable', code: 'INTERNAL' };

function delivery({ ageMinutes = 0, ...more }: Partial<PushDelivery> & { ageMinutes?: number } = {}): PushDelivery {
  const createdAt = new Date(now.getTime() - ageMinutes * 60_000);
  return { notificationId: 'n-0000', deviceTokenId: 'd-8000', calls: 1, attempts: 1, createdAt, ...more };
}

function after(outcome: Parameters<typeof afterTurn>[1], more: Parameters<typeof delivery>[0] = {}) {
  const state = afterTurn(delivery(more), outcome, { now, retryPauses });
  return { ...state, pauseSeconds: (state.nextAttemptAt.getTime() - now.getTime()) / 1000 };
}

test('what failed is retried three times with growing pauses and then given up', () => {
  const pauses = [1, 2, 3].map((attempts) => after(unavailable, { attempts }).pauseSeconds);
  expect(pauses.map(Math.round)).toEqual([3, 15, 75]);
  expect(after(unavailable, { attempts: 3 })).toMatchObject({ status: 'pending', attempts: 3 });
  expect(after(unavailable, { attempts: 4 })).toMatchObject({ status: 'gave_up', errorCode: 'INTERNAL', attempts: 4 });
});

test('pauses are spread between their half and their whole', () => {
  const ends = Array.from({ length: 256 }, (_, at) => (at * 257).toString(16).padStart(4, '0'));
  const pauses = ends.map((end) => after(unavailable, { deviceTokenId: `d-${end}` }).pauseSeconds);
  expect(Math.min(...pauses)).toBe(2);
  expect(Math.max(...pauses)).toBe(4);
  expect(new Set(pauses).size).toBeGreaterThan(200);
  expect(after(unavailable, { notificationId: 'n-4000' }).pauseSeconds).not.toBe(after(unavailable).pauseSeconds);
});

test('FCM’s own wish to wait longer is heard', () => {
  expect(after({ ...unavailable, retryAfterMs: 45_000 }).pauseSeconds).toBe(45);
  expect(after({ ...unavailable, retryAfterMs: 1 }).pauseSeconds).toBeGreaterThan(2);
});

test('a full quota and a fault of ours spend no attempt, but a push too old is given up', () => {
  const quota: PushVerdict = { kind: 'quota', code: 'QUOTA_EXCEEDED', retryAfterMs: 7_000 };
  const ourFault: PushVerdict = { kind: 'our_fault', code: 'http_404' };
  const late = { calls: 9, attempts: 4 };
  expect(after(quota, late)).toMatchObject({ status: 'pending', calls: 9, attempts: 3, pauseSeconds: 7 });
  expect(after(ourFault)).toMatchObject({ status: 'pending', calls: 1, attempts: 0, pauseSeconds: 60 });
  expect(after(ourFault, { ageMinutes: 29.5 })).toMatchObject({ status: 'gave_up', errorCode: 'http_404' });
  expect(after({ ...quota, retryAfterMs: 3_600_000 })).toMatchObject({ status: 'gave_up' });
});

test('what no repetition can heal fails at once', () => {
  for (const kind of ['dead_token', 'foreign_token', 'refused'] as const) {
    expect(after({ kind, code: 'x' })).toMatchObject({ status: 'failed', calls: 1, attempts: 1, errorCode: 'x' });
  }
  expect(after({ kind: 'sent' }, { calls: 3 })).toMatchObject({
    status: 'sent',
    calls: 3,
    attempts: 1,
    errorCode: null,
  });
});

test('a push whose turn comes too late or which nobody survives is not sent', () => {
  expect(unsentBecause(delivery({ ageMinutes: 29.9, calls: 9, attempts: 4 }), now)).toBeUndefined();
  expect(unsentBecause(delivery({ ageMinutes: 30.1 }), now)).toMatchObject({ code: 'too_late' });
  expect(unsentBecause(delivery({ attempts: 5 }), now)).toMatchObject({ code: 'never_recorded' });
});

test('what was not sent was no attempt', () => {
  const late = after({ kind: 'unsent', code: 'too_late' }, { calls: 3, attempts: 3 });
  expect(late).toMatchObject({ status: 'gave_up', calls: 2, attempts: 2, errorCode: 'too_late' });
  expect(after({ kind: 'unsent', code: 'no_device' })).toMatchObject({ status: 'failed', calls: 0, attempts: 0 });
});

test('deleting tokens stops when more than a fifth of the last fifty pushes would delete one', () => {
  expect(mayDeleteToken(10)).toBe(true);
  expect(mayDeleteToken(11)).toBe(false);
});
