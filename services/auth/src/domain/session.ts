import type { DomainEvent } from '@campus/contracts/event';
import { sessionRevoked } from '@campus/contracts/people-events';
import type { Role } from '@campus/contracts/values';

export const ACCESS_LIFE_SECONDS = 3_600;
export const SESSION_LIFE_MS = 30 * 24 * 3_600_000;
/** Nobody has seen the answer to a refresh earlier than this; see `judge`. */
export const SIDE_BY_SIDE_MS = 200;

export type SubjectKind = 'consumer' | 'staff';

/** Who a session belongs to. */
export interface Person {
  id: string;
  kind: SubjectKind;
  role: Role;
  sessionsRevokedAt: Date | null;
}

/** One link of a family; the family is the session (`sid`). */
export interface RefreshToken {
  id: string;
  familyId: string;
  subjectId: string;
  subjectKind: SubjectKind;
  tokenHash: string;
  issuedAt: Date;
  expiresAt: Date;
  absoluteExpiresAt: Date;
  usedAt: Date | null;
  /** The next link. */
  replacedBy: string | null;
  revokedAt: Date | null;
}

/** A session ends 30 days after it began, however often it was refreshed. */
export function endOfSession(startedAt: Date): Date {
  return new Date(startedAt.getTime() + SESSION_LIFE_MS);
}

/**
 * `live` may be exchanged once; `reused` was exchanged already, so one of the two who hold it stole it (RFC 9700 4.14);
 * `over` is revoked or expired. `twin` was exchanged too, but for somebody who asked at the same time: the answer is held back
 * for `SIDE_BY_SIDE_MS`, so whoever asked until then cannot have known it, as two tabs or a phone that sends twice (S04).
 */
export function judge(
  token: RefreshToken,
  { askedAt, at }: { askedAt: Date; at: Date },
): 'live' | 'twin' | 'reused' | 'over' {
  if (token.revokedAt || at >= token.expiresAt) return 'over';
  if (!token.usedAt) return 'live';
  return askedAt.getTime() < token.usedAt.getTime() + SIDE_BY_SIDE_MS ? 'twin' : 'reused';
}

/**
 * When a revocation takes effect, so that it covers every token issued before: one of them may carry the second after the
 * last revocation, see `issuedAtSeconds`.
 */
export function revocationTime({ sessionsRevokedAt }: Pick<Person, 'sessionsRevokedAt'>, now: Date): Date {
  if (!sessionsRevokedAt) return now;
  return new Date(Math.max(now.getTime(), secondAfter(sessionsRevokedAt) * 1000));
}

/**
 * The `iat` of a new access token. A token counts whole seconds, and all tokens issued until a revocation are dead: one that is
 * made later in the same second takes the next second, or it would be dead too.
 */
export function issuedAtSeconds({ sessionsRevokedAt }: Person, now: Date): number {
  const second = Math.floor(now.getTime() / 1000);
  if (!sessionsRevokedAt) return second;
  return Math.max(second, secondAfter(sessionsRevokedAt));
}

function secondAfter(moment: Date): number {
  return Math.floor(moment.getTime() / 1000) + 1;
}

/** The end of one session, or with `sessionId` null of all sessions of the person. */
export interface Revocation {
  id: string;
  personId: string;
  sessionId: string | null;
  at: Date;
}

export function revocation(of: Revocation): DomainEvent[] {
  const event: DomainEvent<typeof sessionRevoked> = {
    kind: sessionRevoked,
    aggregateId: of.id,
    aggregateVersion: 1,
    occurredAt: of.at,
    data: {
      revocation: {
        id: of.id,
        person_id: of.personId,
        session_id: of.sessionId,
        revoked_at: of.at.toISOString(),
      },
    },
  };
  return [event];
}
