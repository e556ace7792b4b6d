import { repeatingJob } from '@campus/lifecycle/repeating-job';
import type { Logger } from '@campus/logger/logger';
import { escalateAlarms } from '../use-cases/escalate-alarms.ts';
import type { Transact } from '../use-cases/work.ts';

const EVERY_MS = 2_000;

/** Looks for orders that ring in the kitchen for too long. */
export function escalateAlarmsJob({ transact, logger }: { transact: Transact; logger: Logger }) {
  return repeatingJob({
    name: 'alarm escalation',
    everyMs: EVERY_MS,
    logger,
    async work() {
      const count = await transact(escalateAlarms);
      if (count > 0) logger.warn({ event: 'orders_unacknowledged', orders: count }, 'orders not acknowledged in time');
    },
  });
}
