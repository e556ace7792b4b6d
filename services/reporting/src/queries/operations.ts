import type { DiscardedLetter, FinishedAudit } from '@campus/contracts/operation-events';
import type { Operations } from '@campus/contracts/status-api';
import type { Db } from '@campus/database/connect';

type Dated<Fact, Instant extends keyof Fact> = Omit<Fact, Instant> & Record<Instant, Date>;
type AuditRow = Dated<FinishedAudit, 'started_at' | 'finished_at'>;
type LetterRow = Dated<Omit<DiscardedLetter, 'id'>, 'discarded_at'> & { message_id: string };

const MOST_LETTERS = 20;

/** The last audit, and the letters that were discarded last. */
export async function operations(db: Db): Promise<Operations> {
  const [audit]: AuditRow[] = await db('audits').orderBy('finished_at', 'desc').limit(1);
  const letters: LetterRow[] = await db('discarded_letters').orderBy('discarded_at', 'desc').limit(MOST_LETTERS);
  return { last_audit: audit ? auditOf(audit) : null, discarded_letters: letters.map(letterOf) };
}

function auditOf(row: AuditRow): FinishedAudit {
  return { ...row, started_at: row.started_at.toISOString(), finished_at: row.finished_at.toISOString() };
}

function letterOf({ message_id, discarded_at, ...row }: LetterRow): DiscardedLetter {
  return { ...row, id: message_id, discarded_at: discarded_at.toISOString() };
}
