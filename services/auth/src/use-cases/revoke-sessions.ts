import { type Person, revocation, revocationTime } from '../domain/session.ts';
import type { Work } from './work.ts';

/** Ends one session of a person whose row is locked; doing it again tells nobody anything. */
export async function revokeSession(work: Work, { person, sessionId }: { person: Person; sessionId: string }) {
  const at = revocationTime(person, work.clock());
  const ended = await work.refreshTokens.revokeFamily(sessionId, at);
  if (ended === 0) return;
  await work.outbox.add(revocation({ id: work.newId(), personId: person.id, sessionId, at }));
}

/** Ends all sessions of a person whose row is locked, and with them every access token issued until `at`. */
export async function revokeAllSessions(work: Work, { personId, at }: { personId: string; at: Date }) {
  await work.refreshTokens.revokeAllOf(personId, at);
  await work.outbox.add(revocation({ id: work.newId(), personId, sessionId: null, at }));
}
