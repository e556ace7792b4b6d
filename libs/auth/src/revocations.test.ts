import { afterEach, expect, test, vi } from 'vitest';
import { createRevocations } from './revocations.ts';
import type { Caller } from './verify-token.ts';

afterEach(() => vi.useRealTimers());

const at = Date.parse('2026-02-13T08:00:00.000Z');
/** A version 7 UUID of this moment. */
const sessionOf = (ms: number) => {
  const time = ms.toString(16).padStart(12, '0');
  return `${time.slice(0, 8)}-${time.slice(8)}-7000-8000-000000000000`;
};
const caller = (sessionBegan: number, issuedAt = sessionBegan): Caller => ({
  id: 'person',
  role: 'kitchen',
  sessionId: sessionOf(sessionBegan),
  token: '',
  issuedAt: new Date(Math.floor(issuedAt / 1000) * 1000),
  expiresAt: new Date(issuedAt + 3_600_000),
});
const revoked = (ms: number, session_id: string | null = null) => ({
  person_id: 'person',
  session_id,
  revoked_at: new Date(ms).toISOString(),
});

test('S06: the end of one session covers its tokens, whenever issued, and no other session', () => {
  const revocations = createRevocations();
  revocations.add(revoked(at, sessionOf(at - 9_000)));
  expect(revocations.cover(caller(at - 9_000))).toBe(true);
  expect(revocations.cover(caller(at - 9_000, at + 9_000))).toBe(true);
  expect(revocations.cover(caller(at - 8_000))).toBe(false);
});

test('S06: the end of all sessions covers those that began until then, and not a sign-in a millisecond later', () => {
  const revocations = createRevocations();
  revocations.add(revoked(at + 500));
  expect(revocations.cover(caller(at + 500))).toBe(true);
  expect(revocations.cover(caller(at + 501))).toBe(false);
  revocations.add(revoked(at));
  expect(revocations.cover(caller(at + 500))).toBe(true);
});

test('what no living token can be older than is forgotten', () => {
  vi.useFakeTimers({ toFake: ['Date'] });
  vi.setSystemTime(at);
  const revocations = createRevocations();
  revocations.add(revoked(at, sessionOf(at)));
  vi.setSystemTime(at + 61 * 60_000);
  revocations.add(revoked(at, 'another'));
  expect(revocations.cover(caller(at))).toBe(true);
  vi.setSystemTime(at + 63 * 60_000);
  revocations.add(revoked(at + 63 * 60_000, 'third'));
  expect(revocations.cover(caller(at))).toBe(false);
});
