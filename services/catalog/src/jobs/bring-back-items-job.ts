import { setTimeout as sleep } from 'node:timers/promises';
import type { Part } from '@campus/lifecycle/run';
import type { Logger } from '@campus/logger/logger';
import { bringBackItems } from '../use-cases/bring-back-items.ts';
import type { Transact } from '../use-cases/work.ts';

const EVERY_MS = 1_000;

/** Looks every second for items whose planned return has come. Replicas share the work by skipping each other's locked rows. */
export function bringBackItemsJob({ transact, logger }: { transact: Transact; logger: Logger }): Part {
  const stopping = new AbortController();
  let running: Promise<void> | undefined;

  async function loop(): Promise<void> {
    while (!stopping.signal.aborted) {
      await transact(bringBackItems).then(
        (count) => count > 0 && logger.info({ count }, 'menu items are back'),
        (error: unknown) => logger.warn({ err: error }, 'menu items could not be brought back'),
      );
      await sleep(EVERY_MS, undefined, { signal: stopping.signal }).catch(() => undefined);
    }
  }

  return {
    name: 'bring back items',
    async start() {
      running = loop();
    },
    async stop() {
      stopping.abort();
      await running;
    },
  };
}
