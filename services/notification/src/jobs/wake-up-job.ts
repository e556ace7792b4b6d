import { repeatingJob } from '@campus/lifecycle/repeating-job';
import type { Logger } from '@campus/logger/logger';
import { sendWakeUps, type WakeUpMeans } from '../use-cases/send-wake-ups.ts';

const EVERY_MS = 5_000;

/** Sends owed wake-ups when woken after a commit, and every five seconds those of a process that died before. */
export function wakeUpJob({ logger, ...means }: WakeUpMeans & { logger: Logger }) {
  return repeatingJob({
    name: 'push wake-ups',
    everyMs: EVERY_MS,
    logger,
    async work() {
      for (;;) {
        const { failures, mayBeMore, ...done } = await sendWakeUps(means);
        if (failures.length > 0)
          logger.warn({ err: failures[0], failed: failures.length, ...done }, 'wake-ups still owed');
        if (!mayBeMore) return;
      }
    },
  });
}
