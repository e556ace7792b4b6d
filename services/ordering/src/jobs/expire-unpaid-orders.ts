import { repeatingJob } from '@campus/lifecycle/repeating-job';
import type { Part } from '@campus/lifecycle/run';
import type { Logger } from '@campus/logger/logger';
import { expireUnpaidOrders } from '../use-cases/expire-unpaid-orders.ts';
import type { Transact } from '../use-cases/work.ts';

const EVERY_MS = 1_000;

/** Gives the places of unpaid orders back once their time is over; replicas share the work by row locks. */
export function expireUnpaidOrdersJob({ transact, logger }: { transact: Transact; logger: Logger }): Part {
  return repeatingJob({
    name: 'expire unpaid orders',
    everyMs: EVERY_MS,
    logger,
    async work() {
      while ((await transact(expireUnpaidOrders)) > 0);
    },
  });
}
