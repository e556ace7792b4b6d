import type { Part } from '@campus/lifecycle/run';
import type { Logger } from '@campus/logger/logger';
import { createBell } from './bell.ts';

/** Runs `work` now and then, never twice at once; a failure is logged and the next turn comes. Stop waits for the turn going on. */
export function repeat(
  { name, everyMs, logger }: { name: string; everyMs: number; logger: Logger },
  work: () => Promise<void>,
): Part {
  const bell = createBell();
  const life: { stopping: boolean; loop?: Promise<void> } = { stopping: false };

  async function loop() {
    while (!life.stopping) {
      await work().catch((error: unknown) => logger.warn({ err: error, job: name }, 'job failed'));
      await bell.wait(everyMs);
    }
  }

  return {
    name,
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
