import { repeatingJob } from '@campus/lifecycle/repeating-job';
import type { Logger } from '@campus/logger/logger';
import { forgetOld } from '../use-cases/forget-old.ts';
import type { Transact } from '../use-cases/work.ts';

const EVERY_MS = 6 * 3_600_000;

export function forgetOldJob({ transact, logger }: { transact: Transact; logger: Logger }) {
  return repeatingJob({
    name: 'forgetting',
    everyMs: EVERY_MS,
    logger,
    async work() {
      logger.info(await forgetOld(transact), 'old rows forgotten');
    },
  });
}
