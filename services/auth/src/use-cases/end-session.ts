import type { SecurityLog } from '@campus/http/security-log';
import type { SubjectKind } from '../domain/session.ts';
import { lockPerson } from './lock-person.ts';
import { revokeSession } from './revoke-sessions.ts';
import type { Transact } from './work.ts';

export interface EndSession {
  personId: string;
  kind: SubjectKind;
  sessionId: string;
}

/** Logs out of the session that the access token belongs to; whoever may not be here any more has no session left. */
export async function endSession(
  { transact, security }: { transact: Transact; security: SecurityLog },
  { personId, kind, sessionId }: EndSession,
): Promise<void> {
  const ended = await transact(async (work) => {
    const person = await lockPerson(work, { id: personId, kind });
    return person && revokeSession(work, { person, sessionId });
  });
  if (ended) security.note('session_ended', { person_id: personId, session_id: sessionId });
}
