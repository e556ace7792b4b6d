import { revocation } from '../domain/session.ts';
import type { Work } from './work.ts';

/** Ends one session of a person whose row is locked; doing it again tells nobody anything. */
export async function revokeSession(work: Work, { personId, sessionId }: { personId: string; sessionId: string }) {
  const ended = await work.refreshTokens.revokeFamily(sessionId, work.now);
  if (ended === 0) return;
  await work.outbox.add(revocation({ id: work.newId(), personId, sessionId, at: work.now }));
}

/** Ends all sessions of a person whose row is locked, and with them every access token issued until now. */
export async function revokeAllSessions(work: Work, personId: string) {
  await work.refreshTokens.revokeAllOf(personId, work.now);
  await work.outbox.add(revocation({ id: work.newId(), personId, sessionId: null, at: work.now }));
}
