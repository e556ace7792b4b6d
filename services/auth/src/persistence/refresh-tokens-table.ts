import type { Db } from '@campus/database/connect';
import type { Transaction } from '@campus/database/transaction';
import type { RefreshToken, SubjectKind } from '../domain/session.ts';
import type { RefreshTokens } from '../use-cases/work.ts';
import { oneRow } from './one-row.ts';

interface RefreshTokenRow {
  id: string;
  family_id: string;
  subject_id: string;
  subject_kind: SubjectKind;
  token_hash: string;
  issued_at: Date;
  expires_at: Date;
  absolute_expires_at: Date;
  used_at: Date | null;
  replaced_by: string | null;
  revoked_at: Date | null;
}

export function refreshTokensTable(trx: Transaction): RefreshTokens {
  const rows = () => trx<RefreshTokenRow>('refresh_tokens');
  // Used tokens are marked too, so that none of an ended family counts as reused later; only unused ones were alive.
  const revoke = async (where: Partial<RefreshTokenRow>, at: Date) => {
    const revoked = await rows().where(where).whereNull('revoked_at').update({ revoked_at: at }).returning('used_at');
    return revoked.filter((row) => row.used_at === null).length;
  };
  return {
    async lock(id) {
      const row = await rows().where({ id }).forUpdate().first();
      return row && tokenOf(row);
    },
    async add(token) {
      await rows().insert(rowOf(token));
    },
    async markUsed({ id }, { replacedBy, at }) {
      const unused = rows().where({ id }).whereNull('used_at');
      oneRow(await unused.update({ used_at: at, replaced_by: replacedBy }));
    },
    revokeFamily: (family_id, at) => revoke({ family_id }, at),
    revokeAllOf: (subject_id, at) => revoke({ subject_id }, at),
  };
}

function tokenOf(row: RefreshTokenRow): RefreshToken {
  return {
    id: row.id,
    familyId: row.family_id,
    subjectId: row.subject_id,
    subjectKind: row.subject_kind,
    tokenHash: row.token_hash,
    issuedAt: row.issued_at,
    expiresAt: row.expires_at,
    absoluteExpiresAt: row.absolute_expires_at,
    usedAt: row.used_at,
    replacedBy: row.replaced_by,
    revokedAt: row.revoked_at,
  };
}

function rowOf(token: RefreshToken): RefreshTokenRow {
  return {
    id: token.id,
    family_id: token.familyId,
    subject_id: token.subjectId,
    subject_kind: token.subjectKind,
    token_hash: token.tokenHash,
    issued_at: token.issuedAt,
    expires_at: token.expiresAt,
    absolute_expires_at: token.absoluteExpiresAt,
    used_at: token.usedAt,
    replaced_by: token.replacedBy,
    revoked_at: token.revokedAt,
  };
}

const PURGE_BATCH = 5_000;

/** Deletes a batch of tokens whose session ended by age; returns how many. */
export async function purgeEndedSessions(db: Db): Promise<number> {
  const { rowCount }: { rowCount: number } = await db.raw(
    `delete from refresh_tokens where ctid = any(array(
      select ctid from refresh_tokens where absolute_expires_at < now() limit ${PURGE_BATCH} for update skip locked))`,
  );
  return rowCount;
}
