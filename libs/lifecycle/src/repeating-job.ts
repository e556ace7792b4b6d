import type { Logger } from '@campus/logger/logger';
import { createBell } from './bell.ts';
import type { Part } from './run.ts';

export interface RepeatingJob {
  name: string;
  /** The pause between the end of one run and the start of the next. */
  everyMs: number;
  logger: Logger;
  work(): Promise<void>;
}

/**
 * Runs `work` again and again, one run at a time, sooner when woken. A failed run is logged and tried again at the next turn;
 * stop waits for the current one.
 */
export function repeatingJob({ name, everyMs, logger, work }: RepeatingJob): Part & { wake(): void } {
  const bell = createBell();
  const life: { stopping: boolean; loop?: Promise<void> } = { stopping: false };

  const loop = async () => {
    while (!life.stopping) {
      await work().catch((error: unknown) => logger.warn({ err: error, job: name }, 'job failed, will be repeated'));
      if (!life.stopping) await bell.wait(everyMs);
    }
  };

  return {
    name,
    wake: bell.ring,
    async start() {
      life.loop = loop();
    },
    async stop() {
      life.stopping = true;
      bell.ring();
      await life.loop;
    },
  };
}
