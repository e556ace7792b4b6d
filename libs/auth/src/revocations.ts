import type { Caller } from './verify-token.ts';

export interface Revocation {
  person_id: string;
  /** Null: every session the person had at that moment. */
  session_id: string | null;
  revoked_at: string;
}

export interface Revocations {
  add(revocation: Revocation): void;
  cover(caller: Caller): boolean;
}

/** As long as an access token can live, with its tolerance. */
export const REMEMBERED_MS = 61 * 60_000;

/** The sessions that ended within the last hour, in memory; older ones have no living access token. */
export function createRevocations(): Revocations {
  const sessions = new Map<string, number>();
  const people = new Map<string, number>();

  return {
    add({ person_id, session_id, revoked_at }) {
      const at = Date.parse(revoked_at);
      for (const remembered of [sessions, people]) forgetOld(remembered);
      if (session_id) sessions.set(session_id, at);
      else if (at > (people.get(person_id) ?? 0)) people.set(person_id, at);
    },
    cover(caller) {
      return sessions.has(caller.sessionId) || beganAt(caller) <= (people.get(caller.id) ?? Number.NEGATIVE_INFINITY);
    },
  };
}

// `iat` has whole seconds: a sign-in right after a revocation would look older than it. A v7 session id knows the millisecond, and
// `iat` may lie ahead of it when auth had to date a revocation ahead.
function beganAt({ sessionId, issuedAt }: Caller): number {
  const isVersion7 = sessionId[14] === '7';
  if (!isVersion7) return issuedAt.getTime();
  return Math.max(Number.parseInt(sessionId.replace('-', '').slice(0, 12), 16), issuedAt.getTime());
}

function forgetOld(remembered: Map<string, number>): void {
  const oldest = Date.now() - REMEMBERED_MS;
  for (const [id, at] of remembered) if (at < oldest) remembered.delete(id);
}
