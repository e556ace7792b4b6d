import { repeatingJob } from '@campus/lifecycle/repeating-job';
import type { Part } from '@campus/lifecycle/run';
import type { Logger } from '@campus/logger/logger';

const HOUR_MS = 3_600_000;

/** Forgets sessions that ended by age, hourly. Until then used tokens are kept: they betray a thief. */
export function purgeSessionsJob({ purge, logger }: { purge(): Promise<number>; logger: Logger }): Part {
  return repeatingJob({
    name: 'session purge',
    everyMs: HOUR_MS,
    logger,
    async work() {
      const deleted = await purge();
      if (deleted > 0) logger.info({ deleted }, 'old sessions purged');
    },
  });
}
