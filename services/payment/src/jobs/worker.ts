import { createBell } from '@campus/lifecycle/bell';
import type { Part } from '@campus/lifecycle/run';
import type { Logger } from '@campus/logger/logger';

export interface Worker extends Part {
  /** Says that there may be something to do. Cheap, never fails. */
  wake(): void;
}

export interface WorkerOptions<Turn> {
  name: string;
  logger: Logger;
  pollMs: number;
  /** Takes what is due, at most so many, each for this process alone. */
  take(limit: number): Promise<Turn[]>;
  /** A rejection is only logged: whatever was taken comes back when its lease ends. */
  handle(turn: Turn): Promise<unknown>;
}

const AT_ONCE = 10;

/** Handles what is due, ten at a time, when woken and by itself every `pollMs`. Stop waits for those being handled. */
export function createWorker<Turn>({ name, logger, pollMs, take, handle }: WorkerOptions<Turn>): Worker {
  const bell = createBell();
  const life: { stopping: boolean; loop?: Promise<void> } = { stopping: false };

  const handleQuietly = (turn: Turn) =>
    handle(turn).catch((error: unknown) => logger.warn({ err: error, job: name }, 'not done; it is tried again'));

  async function round(): Promise<number> {
    const turns = await take(AT_ONCE);
    await Promise.all(turns.map(handleQuietly));
    return turns.length;
  }

  async function loop() {
    while (!life.stopping) {
      const done = await round().catch((error: unknown) => {
        logger.warn({ err: error, job: name }, 'work could not be taken');
        return 0;
      });
      if (done < AT_ONCE) await bell.wait(pollMs);
    }
  }

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
