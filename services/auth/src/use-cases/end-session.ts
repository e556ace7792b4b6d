import type { SubjectKind } from '../domain/session.ts';
import { lockPerson } from './lock-person.ts';
import { revokeSession } from './revoke-sessions.ts';
import type { Work } from './work.ts';

export interface EndSession {
  personId: string;
  kind: SubjectKind;
  sessionId: string;
}

/** Logs out of the session that the access token belongs to; whoever may not be here any more has no session left. */
export async function endSession(work: Work, { personId, kind, sessionId }: EndSession): Promise<void> {
  const person = await lockPerson(work, { id: personId, kind });
  if (person) await revokeSession(work, { person, sessionId });
}
