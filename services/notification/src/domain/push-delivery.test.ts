import { expect, test } from 'vitest';
import { mayDeleteToken } from './deletion-brake.ts';
import { afterAttempt } from './push-delivery.ts';
import type { PushVerdict } from './push-verdict.ts';

const now = new Date('2026-02-13T08:30:00.000Z');
const unavailable: PushVerdict = { kind: 'unavailable', code: 'INTERNAL' };

function after(verdict: PushVerdict, { attempts = 1, ageMinutes = 0 } = {}) {
  const createdAt = new Date(now.getTime() - ageMinutes * 60_000);
  const state = afterAttempt({ notificationId: 'n', deviceTokenId: 'x-8000', attempts, createdAt }, verdict, now);
  return { ...state, pauseSeconds: Math.round((state.nextAttemptAt.getTime() - now.getTime()) / 1000) };
}

test('what failed is retried three times with growing pauses and then given up', () => {
  expect([1, 2, 3].map((attempts) => after(unavailable, { attempts }).pauseSeconds)).toEqual([2, 10, 50]);
  expect(after(unavailable, { attempts: 3 }).status).toBe('pending');
  expect(after(unavailable, { attempts: 4 })).toMatchObject({ status: 'gave_up', errorCode: 'INTERNAL' });
});

test('a full quota and a fault of ours spend no attempt, but a push too old is given up', () => {
  const quota: PushVerdict = { kind: 'quota', code: 'QUOTA_EXCEEDED', retryAfterMs: 7_000 };
  const ourFault: PushVerdict = { kind: 'our_fault', code: 'http_404' };
  expect(after(quota, { attempts: 4 })).toMatchObject({ status: 'pending', attempts: 3, pauseSeconds: 7 });
  expect(after(ourFault)).toMatchObject({ status: 'pending', attempts: 0, pauseSeconds: 60 });
  expect(after(ourFault, { ageMinutes: 30 }).status).toBe('gave_up');
});

test('what no repetition can heal fails at once', () => {
  for (const kind of ['dead_token', 'foreign_token', 'refused'] as const) {
    expect(after({ kind, code: 'x' })).toMatchObject({ status: 'failed', attempts: 1, errorCode: 'x' });
  }
  expect(after({ kind: 'sent' })).toMatchObject({ status: 'sent', errorCode: null });
});

test('deleting tokens stops when more than a fifth of the last fifty pushes would delete one', () => {
  expect(mayDeleteToken(10)).toBe(true);
  expect(mayDeleteToken(11)).toBe(false);
});
