import type { Part } from '@campus/lifecycle/run';
import type { Logger } from '@campus/logger/logger';
import { holdWhileAway } from '@campus/messaging/hold';
import pLimit from 'p-limit';
import type { WakeUp } from '../domain/push-delivery.ts';
import { deliverPush, type PushMeans } from '../use-cases/deliver-push.ts';
import type { Transact } from '../use-cases/work.ts';
import { createPushLog } from './push-log.ts';

export interface PushDesk extends Part {
  /** Sends the push once a place is free; resolves when it is recorded. Rejects when `signal` aborts while the database is away. */
  answer(wakeUp: WakeUp, signal: AbortSignal): Promise<void>;
  /** Begins to send the push if a place is free now; false if none is. */
  answerNow(wakeUp: WakeUp): boolean;
}

/** Calls to FCM at a time, wherever their wake-ups come from. */
export const PUSH_PLACES = 10;

/**
 * Where pushes are sent: ten at a time. Each of a push's two transactions waits by itself while the database is away: what FCM
 * said must not be forgotten, or the push is sent again. Stop waits for those on their way.
 */
export function createPushDesk({ transact, logger, ...means }: PushMeans & { logger: Logger }): PushDesk {
  const report = createPushLog(logger);
  const places = pLimit(PUSH_PLACES);
  const stopping = new AbortController();
  const begun = new Set<Promise<void>>();

  async function serve(wakeUp: WakeUp, signal: AbortSignal): Promise<void> {
    const patient: Transact = (useCase) => holdWhileAway({ signal, logger }, () => transact(useCase));
    const delivery = await deliverPush({ ...means, transact: patient }, wakeUp);
    if (delivery) report(delivery);
  }

  return {
    name: 'push desk',
    answer: (wakeUp, signal) => places(() => serve(wakeUp, signal)),
    answerNow(wakeUp) {
      if (places.activeCount + places.pendingCount >= PUSH_PLACES) return false;
      const work = places(() => serve(wakeUp, stopping.signal))
        .catch((error: unknown) => logger.warn({ err: error }, 'push not recorded; it is sent again after its lease'))
        .finally(() => begun.delete(work));
      begun.add(work);
      return true;
    },
    start: async () => undefined,
    async stop() {
      stopping.abort();
      await Promise.all(begun);
    },
  };
}
