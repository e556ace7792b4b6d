import { repeatingJob } from '@campus/lifecycle/repeating-job';
import type { Part } from '@campus/lifecycle/run';
import type { Logger } from '@campus/logger/logger';

const HOUR_MS = 3_600_000;

/** Each says how many rows it dealt with. */
export interface Forgetting {
  /** Sessions that ended by age. Until then used tokens are kept: they betray a thief. */
  sessions(): Promise<number>;
  revocations(): Promise<number>;
  /** Names of erased people in events that were on their way at that moment. */
  names(): Promise<number>;
}

export function forgetOldJob({ forgetting, logger }: { forgetting: Forgetting; logger: Logger }): Part {
  return repeatingJob({
    name: 'forgetting',
    everyMs: HOUR_MS,
    logger,
    async work() {
      const done = {
        sessions: await forgetting.sessions(),
        revocations: await forgetting.revocations(),
        names: await forgetting.names(),
      };
      if (Object.values(done).some((count) => count > 0)) logger.info(done, 'old rows forgotten');
    },
  });
}
