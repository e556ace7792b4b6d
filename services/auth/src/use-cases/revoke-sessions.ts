import { type Person, type Revocation, revocation, revocationTime } from '../domain/session.ts';
import type { Work } from './work.ts';

/** Ends one session of a person whose row is locked; false, and nobody is told, when it had ended already. */
export async function revokeSession(
  work: Work,
  { person, sessionId }: { person: Person; sessionId: string },
): Promise<boolean> {
  const at = revocationTime(person, work.clock());
  const ended = await work.refreshTokens.revokeFamily(sessionId, at);
  if (ended > 0) await revoke(work, { id: work.newId(), personId: person.id, sessionId, at });
  return ended > 0;
}

/** Ends all sessions of a person whose row is locked, and with them every access token issued until `at`. */
export async function revokeAllSessions(work: Work, { personId, at }: { personId: string; at: Date }): Promise<void> {
  await work.refreshTokens.revokeAllOf(personId, at);
  await revoke(work, { id: work.newId(), personId, sessionId: null, at });
}

// The row is the truth that gateways ask for; the event is how they hear of it within milliseconds.
async function revoke(work: Work, ended: Revocation): Promise<void> {
  await work.revocations.add(ended);
  await work.outbox.add(revocation(ended));
}
