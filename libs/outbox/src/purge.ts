import type { Db } from '@campus/database/connect';
import { repeatingJob } from '@campus/lifecycle/repeating-job';
import type { Part } from '@campus/lifecycle/run';
import type { Logger } from '@campus/logger/logger';

export interface PurgeOptions {
  db: Db;
  logger: Logger;
  everyMs?: number;
}

const BATCH = 5_000;
const HOUR_MS = 3_600_000;

/** Deletes what is older than its horizon, hourly: published events after 14 days, inbox entries after 30. */
export function createPurge({ db, logger, everyMs = HOUR_MS }: PurgeOptions): Part {
  return repeatingJob({
    name: 'message purge',
    everyMs,
    logger,
    async work() {
      const deleted = await purgeMessages(db);
      if (deleted.outbox + deleted.inbox > 0) logger.info(deleted, 'old messages purged');
    },
  });
}

/**
 * Deletes in batches, so that no lock is held long. The inbox is kept longer than the outbox: a replayed event must still be
 * recognised. Returns the number of rows deleted.
 */
export async function purgeMessages(db: Db): Promise<{ outbox: number; inbox: number }> {
  return {
    outbox: await deleteInBatches(
      db,
      `delete from outbox where ctid = any(array(
      select ctid from outbox where published_at < now() - interval '14 days' limit ${BATCH} for update skip locked))`,
    ),
    inbox: await deleteInBatches(
      db,
      `delete from inbox where ctid = any(array(
      select ctid from inbox where processed_at < now() - interval '30 days' limit ${BATCH} for update skip locked))`,
    ),
  };
}

async function deleteInBatches(db: Db, statement: string): Promise<number> {
  let total = 0;
  for (;;) {
    const { rowCount }: { rowCount: number } = await db.raw(statement);
    total += rowCount;
    if (rowCount < BATCH) return total;
  }
}
