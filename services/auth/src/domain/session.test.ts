import { describe, expect, it } from 'vitest';
import {
  endOfSession,
  issuedAtSeconds,
  judge,
  type Person,
  type RefreshToken,
  revocationTime,
  SIDE_BY_SIDE_MS,
} from './session.ts';

const at = new Date('2026-02-13T08:00:00.500Z');
const token: RefreshToken = {
  id: 'r1',
  familyId: 'f1',
  subjectId: 'p1',
  subjectKind: 'consumer',
  tokenHash: 'h',
  issuedAt: at,
  expiresAt: endOfSession(at),
  absoluteExpiresAt: endOfSession(at),
  usedAt: null,
  replacedBy: null,
  revokedAt: null,
};
const person: Person = { id: 'p1', kind: 'staff', role: 'admin', sessionsRevokedAt: null };

describe('a refresh token', () => {
  const asked = (askedAt: Date) => ({ askedAt, at: askedAt });
  const later = (ms: number) => new Date(at.getTime() + ms);

  it('S05: is live until the 30th day', () => {
    expect(judge(token, asked(new Date('2026-03-15T08:00:00.499Z')))).toBe('live');
    expect(judge(token, asked(new Date('2026-03-15T08:00:00.500Z')))).toBe('over');
  });

  it('S04: is reused when it comes after the answer to its use, however late it is looked at', () => {
    const used = { ...token, usedAt: at };
    expect(judge(used, asked(later(SIDE_BY_SIDE_MS)))).toBe('reused');
    expect(judge(used, { askedAt: later(SIDE_BY_SIDE_MS - 1), at: later(60_000) })).toBe('twin');
    expect(judge(used, { askedAt: later(-5_000), at: later(5) })).toBe('twin');
  });

  it('is over when revoked, used or not', () => {
    expect(judge({ ...token, revokedAt: at }, asked(at))).toBe('over');
    expect(judge({ ...token, usedAt: at, revokedAt: at }, asked(at))).toBe('over');
  });
});

describe('an access token', () => {
  it('is issued in the second it is made', () => expect(issuedAtSeconds(person, at)).toBe(1_770_969_600));

  it('made in the second of a revocation, but after it, is newer than the revocation', () => {
    const sessionsRevokedAt = new Date('2026-02-13T08:00:00.200Z');
    expect(issuedAtSeconds({ ...person, sessionsRevokedAt }, at) * 1000).toBeGreaterThan(sessionsRevokedAt.getTime());
  });

  it('is covered by the next revocation, however soon that comes', () => {
    const sessionsRevokedAt = new Date('2026-02-13T08:00:00.200Z');
    const issued = issuedAtSeconds({ ...person, sessionsRevokedAt }, at) * 1000;
    expect(revocationTime({ sessionsRevokedAt }, at).getTime()).toBeGreaterThanOrEqual(issued);
    expect(revocationTime({ sessionsRevokedAt }, new Date('2026-02-13T09:00:00.000Z'))).toEqual(
      new Date('2026-02-13T09:00:00.000Z'),
    );
  });
});
