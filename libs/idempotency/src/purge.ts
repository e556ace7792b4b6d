import type { Db } from '@campus/database/connect';
import { repeatingJob } from '@campus/lifecycle/repeating-job';
import type { Part } from '@campus/lifecycle/run';
import type { Logger } from '@campus/logger/logger';

const EVERY_MS = 10 * 60_000;

/** Forgets keys after 24 hours. */
export function idempotencyPurge({ db, logger }: { db: Db; logger: Logger }): Part {
  return repeatingJob({
    name: 'idempotency purge',
    everyMs: EVERY_MS,
    logger,
    async work() {
      await db('idempotency_keys').whereRaw("created_at < now() - interval '24 hours'").delete();
    },
  });
}
