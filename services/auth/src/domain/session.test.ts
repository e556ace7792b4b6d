import { describe, expect, it } from 'vitest';
import { endOfSession, issuedAtSeconds, judge, type Person, type RefreshToken, revocationTime } from './session.ts';

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
  revokedAt: null,
};
const person: Person = { id: 'p1', kind: 'staff', role: 'admin', sessionsRevokedAt: null };

describe('a refresh token', () => {
  it('is live until the 30th day', () => {
    expect(judge(token, new Date('2026-03-15T08:00:00.499Z'))).toBe('live');
    expect(judge(token, new Date('2026-03-15T08:00:00.500Z'))).toBe('over');
  });

  it('is reused when it was used before', () => expect(judge({ ...token, usedAt: at }, at)).toBe('reused'));

  it('is over when revoked, used or not', () => {
    expect(judge({ ...token, revokedAt: at }, at)).toBe('over');
    expect(judge({ ...token, usedAt: at, revokedAt: at }, at)).toBe('over');
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
