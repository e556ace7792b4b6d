import type { Logger } from '@campus/logger/logger';
import { holdWhileAway } from '@campus/messaging/hold';
import type { QueueMessage } from '@campus/messaging/queue-consumer';
import { readWakeUp } from '../gateways/push-wake-ups.ts';
import { deliverPush, type PushMeans } from '../use-cases/deliver-push.ts';
import type { Transact } from '../use-cases/work.ts';
import { createPushLog } from './push-log.ts';

/**
 * Sends a push that is due. Each of its two transactions waits by itself while the database is away: what FCM said must not be
 * forgotten, or the push is sent again.
 */
export function createPushHandler({ transact, logger, ...means }: PushMeans & { logger: Logger }) {
  const report = createPushLog(logger);
  return async ({ body, signal }: Pick<QueueMessage, 'body' | 'signal'>): Promise<void> => {
    const patient: Transact = (useCase) => holdWhileAway({ signal, logger }, () => transact(useCase));
    const delivery = await deliverPush({ ...means, transact: patient }, readWakeUp(body));
    if (delivery) report(delivery);
  };
}
