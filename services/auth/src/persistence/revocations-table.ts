import type { Db } from '@campus/database/connect';
import type { Transaction } from '@campus/database/transaction';
import type { Revocations } from '../use-cases/work.ts';

interface RevocationRow {
  id: string;
  person_id: string;
  session_id: string | null;
  revoked_at: Date;
}

export function revocationsTable(trx: Transaction): Revocations {
  return {
    async add({ id, personId, sessionId, at }) {
      await trx<RevocationRow>('session_revocations').insert({
        id,
        person_id: personId,
        session_id: sessionId,
        revoked_at: at,
      });
    },
  };
}

/** Deletes revocations that no living access token can be older than; returns how many. */
export function purgeRevocations(db: Db): Promise<number> {
  return db('session_revocations').whereRaw("revoked_at < now() - interval '1 day'").delete();
}
