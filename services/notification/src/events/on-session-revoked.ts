import type { ReceivedEvent } from '@campus/contracts/event';
import type { sessionRevoked } from '@campus/contracts/people-events';
import type { Work } from '../use-cases/work.ts';

/** A device that was signed out shows nothing any more; signing in again registers it again. */
export async function onSessionRevoked(work: Work, { data }: ReceivedEvent<typeof sessionRevoked>): Promise<void> {
  const { person_id: userId, session_id: sessionId, revoked_at: revokedAt } = data.revocation;
  await work.deviceTokens.removeOfSession({ userId, sessionId, registeredUntil: new Date(revokedAt) });
}
