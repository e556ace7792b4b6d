import type { QueueMessage } from '@campus/messaging/queue-consumer';
import type { WakeUp } from '../domain/push-delivery.ts';
import { readWakeUp } from '../gateways/push-wake-ups.ts';

/** A push that has waited in the broker is due. */
export function createWakeUpHandler({ answer }: { answer(wakeUp: WakeUp, signal: AbortSignal): Promise<void> }) {
  return ({ body, signal }: Pick<QueueMessage, 'body' | 'signal'>): Promise<void> => answer(readWakeUp(body), signal);
}
