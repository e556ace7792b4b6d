import { repeatingJob } from '@campus/lifecycle/repeating-job';
import type { Part } from '@campus/lifecycle/run';
import type { Logger } from '@campus/logger/logger';
import { bringBackItems } from '../use-cases/bring-back-items.ts';
import type { Transact } from '../use-cases/work.ts';

const EVERY_MS = 1_000;

/** Looks every second for items whose planned return has come. Replicas share the work by skipping each other's locked rows. */
export function bringBackItemsJob({ transact, logger }: { transact: Transact; logger: Logger }): Part {
  return repeatingJob({
    name: 'bring back items',
    everyMs: EVERY_MS,
    logger,
    async work() {
      const count = await transact(bringBackItems);
      if (count > 0) logger.info({ count }, 'menu items are back');
    },
  });
}
