import { repeatingJob } from '@campus/lifecycle/repeating-job';
import type { Part } from '@campus/lifecycle/run';
import type { Logger } from '@campus/logger/logger';

const HOUR_MS = 3_600_000;

/** What an erasure could not reach: events that were published after it, and addresses that were needed until an order was final. */
export function forgetErasedJob({ forget, logger }: { forget(): Promise<number>; logger: Logger }): Part {
  return repeatingJob({
    name: 'forget erased customers',
    everyMs: HOUR_MS,
    logger,
    async work() {
      const events = await forget();
      if (events > 0) logger.info({ events }, 'erased customers taken out of old events');
    },
  });
}
