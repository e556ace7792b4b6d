import { setTimeout as sleep } from 'node:timers/promises';
import type { Logger } from '@campus/logger/logger';
import type { Part } from './run.ts';

export interface RepeatingJob {
  name: string;
  /** The pause between the end of one run and the start of the next. */
  everyMs: number;
  logger: Logger;
  work(): Promise<void>;
}

/** Runs `work` again and again, one run at a time. A failed run is logged and tried again at the next turn; stop waits for the current one. */
export function repeatingJob({ name, everyMs, logger, work }: RepeatingJob): Part {
  const ended = new AbortController();
  let running: Promise<void> = Promise.resolve();

  const turn = async () => {
    while (!ended.signal.aborted) {
      await work().catch((error: unknown) => logger.warn({ err: error, job: name }, 'job failed, will be repeated'));
      await sleep(everyMs, undefined, { signal: ended.signal }).catch(() => 'stopped');
    }
  };

  return {
    name,
    async start() {
      running = turn();
    },
    async stop() {
      ended.abort();
      await running;
    },
  };
}
