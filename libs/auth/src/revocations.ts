import { z } from 'zod';
import type { Caller } from './verify-token.ts';

const revocation = z.object({
  id: z.uuid(),
  person_id: z.uuid(),
  /** Null: every session the person had at that moment. */
  session_id: z.uuid().nullable(),
  revoked_at: z.iso.datetime({ offset: true }),
});

/** What auth answers at `/internal/revocations`. */
export const revocationList = z.object({ revocations: z.array(revocation) });
export type Revocation = Omit<z.infer<typeof revocation>, 'id'>;

export interface Revocations {
  add(revocation: Revocation): void;
  cover(caller: Caller): boolean;
}

/** As long as an access token can live, with its tolerance. */
export const REMEMBERED_MS = 61 * 60_000;
const SWEEP_EVERY_MS = 60_000;

/** The sessions that ended within the last hour, in memory; older ones have no living access token. */
export function createRevocations(): Revocations {
  const sessions = new Map<string, number>();
  const people = new Map<string, number>();
  let sweptAt = 0;

  function forgetOld(): void {
    const now = Date.now();
    if (now - sweptAt < SWEEP_EVERY_MS) return;
    sweptAt = now;
    for (const remembered of [sessions, people]) {
      for (const [id, at] of remembered) if (at < now - REMEMBERED_MS) remembered.delete(id);
    }
  }

  return {
    add({ person_id, session_id, revoked_at }) {
      const at = Date.parse(revoked_at);
      forgetOld();
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
