import type { Db } from '@campus/database/connect';

interface Revocation {
  id: string;
  person_id: string;
  session_id: string | null;
  revoked_at: string;
}

/**
 * What ended while a living access token may know nothing of it. Not paged: at most every session that somebody has, and signing in is
 * limited to a few thousand an hour.
 */
export async function recentRevocations(db: Db, sinceMs: number): Promise<Revocation[]> {
  const rows: (Omit<Revocation, 'revoked_at'> & { revoked_at: Date })[] = await db('session_revocations')
    .select('id', 'person_id', 'session_id', 'revoked_at')
    .whereRaw("revoked_at > now() - ? * interval '1 millisecond'", [sinceMs])
    .orderBy('revoked_at');
  return rows.map((row) => ({ ...row, revoked_at: row.revoked_at.toISOString() }));
}
