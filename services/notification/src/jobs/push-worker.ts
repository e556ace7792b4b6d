import type { Bell } from '@campus/lifecycle/bell';
import type { Part } from '@campus/lifecycle/run';
import type { Logger } from '@campus/logger/logger';
import { claimPushes } from '../use-cases/claim-pushes.ts';
import { deliverPush, type PushGateway } from '../use-cases/deliver-push.ts';
import type { ClaimedPush, Transact } from '../use-cases/work.ts';
import { reportPush } from './report-push.ts';

export interface PushWorkerOptions {
  transact: Transact;
  gateway: PushGateway;
  /** Rings when there may be something to send. */
  bell: Bell;
  logger: Logger;
}

const CONCURRENCY = 10;
const POLL_MS = 1_000;

/** Sends what is due, at most ten at a time; works at the ring and looks by itself every second. Stop waits for those on their way. */
export function createPushWorker({ transact, gateway, bell, logger }: PushWorkerOptions): Part {
  const inFlight = new Set<Promise<void>>();
  const life: { stopping: boolean; loop?: Promise<void> } = { stopping: false };

  function begin(push: ClaimedPush) {
    const work = deliverPush({ transact, gateway }, push)
      .then((report) => reportPush(logger, push, report))
      .catch((error: unknown) => logger.warn({ err: error }, 'push not recorded; it is sent again after its lease'))
      .finally(() => {
        inFlight.delete(work);
        bell.ring();
      });
    inFlight.add(work);
  }

  async function takeDue(): Promise<void> {
    const free = CONCURRENCY - inFlight.size;
    if (free === 0) return;
    const due = await transact((work) => claimPushes(work, free));
    for (const push of due) begin(push);
  }

  async function loop() {
    while (!life.stopping) {
      await takeDue().catch((error: unknown) => logger.warn({ err: error }, 'pushes cannot be taken'));
      await bell.wait(POLL_MS);
    }
  }

  return {
    name: 'push worker',
    async start() {
      life.loop = loop();
    },
    async stop() {
      life.stopping = true;
      bell.ring();
      await life.loop;
      await Promise.all(inFlight);
    },
  };
}
