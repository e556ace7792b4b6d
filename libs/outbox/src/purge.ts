import type { Db } from '@campus/database/connect';
import { repeatingJob } from '@campus/lifecycle/repeating-job';
import type { Part } from '@campus/lifecycle/run';
import type { Logger } from '@campus/logger/logger';
import { type Archived, archiveOldEvents, type Residue } from './archive.ts';

export interface PurgeOptions {
  db: Db;
  logger: Logger;
  /** For a service whose events are told again: what remains of them in `outbox_archive`. Without it nothing does. */
  residue?: Residue;
  everyMs?: number;
}

const BATCH = 5_000;
const HOUR_MS = 3_600_000;

/** Deletes what is older than its horizon, hourly: published events after 14 days, inbox entries after 30. */
export function createPurge({ db, logger, residue, everyMs = HOUR_MS }: PurgeOptions): Part {
  return repeatingJob({
    name: 'message purge',
    everyMs,
    logger,
    async work() {
      const { unreadable, ...purged } = await purgeMessages(db, residue);
      if (purged.outbox + purged.inbox > 0) logger.info(purged, 'old messages purged');
      if (unreadable > 0) logger.error({ unreadable }, 'old events cannot be read and stay in the outbox');
    },
  });
}

/**
 * Deletes in batches, so that no lock is held long. The inbox is kept longer than the outbox: a replayed event must still be
 * recognised. Returns the number of rows that left each table, of events that remained in the
 * archive, and of old ones that are still there because they cannot be read.
 */
export async function purgeMessages(
  db: Db,
  residue?: Residue,
): Promise<{ outbox: number; archived: number; unreadable: number; inbox: number }> {
  const { left, archived, unreadable } = residue ? await archiveOldEvents(db, residue) : await deleteOldEvents(db);
  const inbox = await deleteInBatches(
    db,
    `delete from inbox where ctid = any(array(
      select ctid from inbox where processed_at < now() - interval '30 days' limit ${BATCH} for update skip locked))`,
  );
  return { outbox: left, archived, unreadable, inbox };
}

async function deleteOldEvents(db: Db): Promise<Archived> {
  const left = await deleteInBatches(
    db,
    `delete from outbox where ctid = any(array(
      select ctid from outbox where published_at < now() - interval '14 days' limit ${BATCH} for update skip locked))`,
  );
  return { left, archived: 0, unreadable: 0 };
}

async function deleteInBatches(db: Db, statement: string): Promise<number> {
  let total = 0;
  for (;;) {
    const { rowCount }: { rowCount: number } = await db.raw(statement);
    total += rowCount;
    if (rowCount < BATCH) return total;
  }
}
