import type { Db } from '@campus/database/connect';
import { purgeEndedSessions } from './refresh-tokens-table.ts';
import { purgeRevocations } from './revocations-table.ts';
import { forgetErasedNames } from './users-table.ts';

/** What goes with time, and how many rows each time. */
export function forgettingIn(db: Db) {
  return {
    sessions: () => purgeEndedSessions(db),
    revocations: () => purgeRevocations(db),
    names: () => forgetErasedNames(db),
  };
}
