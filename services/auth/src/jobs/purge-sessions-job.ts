import type { Part } from '@campus/lifecycle/run';
import type { Logger } from '@campus/logger/logger';

const HOUR_MS = 3_600_000;

/** Forgets sessions that ended by age, hourly. Until then used tokens are kept: they betray a thief. */
export function purgeSessionsJob({ purge, logger }: { purge(): Promise<number>; logger: Logger }): Part {
  const running: { timer?: NodeJS.Timeout; purge?: Promise<void> } = {};
  const once = async () => {
    const deleted = await purge();
    if (deleted > 0) logger.info({ deleted }, 'old sessions purged');
  };
  return {
    name: 'session purge',
    async start() {
      running.timer = setInterval(() => {
        running.purge = once().catch((error: unknown) => logger.warn({ err: error }, 'old sessions not purged'));
      }, HOUR_MS);
    },
    async stop() {
      clearInterval(running.timer);
      await running.purge;
    },
  };
}
