import type { OutgoingMessage, Publisher } from './publisher.ts';
import { DELAYS_MS, delayExchange } from './topology.ts';

/** One stay in a delay queue; without `stayMs` it lasts as long as the queue's own time. */
export interface Stay {
  delayMs: number;
  stayMs?: number;
}

/**
 * The next stay of a message that has `remainingMs` to wait. It may end too early, never much too late: a queue lets nobody out
 * before those who came earlier, so one that holds longer than the message has to wait is used only when that is at most twice
 * as long. Up to the longest delay eight stays are enough, mostly two or three.
 */
export function nextStay(remainingMs: number): Stay {
  const [shortest] = DELAYS_MS;
  const above = DELAYS_MS.find((delayMs) => delayMs >= remainingMs);
  if (above !== undefined && (above === shortest || above <= 2 * remainingMs)) {
    return above === remainingMs ? { delayMs: above } : { delayMs: above, stayMs: remainingMs };
  }
  return { delayMs: DELAYS_MS.findLast((delayMs) => delayMs < remainingMs) ?? shortest };
}

/**
 * Puts a message into `queue` now, or sends it there through a delay queue. What arrives may be early (`nextStay`): its reader
 * looks at its own clock and calls again with what remains. Resolves and rejects as `publish` does.
 */
export function publishLater(
  publisher: Pick<Publisher, 'publish'>,
  { queue, remainingMs, ...message }: Omit<OutgoingMessage, 'exchange' | 'routingKey'> & LaterOptions,
): Promise<void> {
  if (remainingMs <= 0) return publisher.publish({ ...message, exchange: '', routingKey: queue });
  const { delayMs, ...stay } = nextStay(remainingMs);
  return publisher.publish({ ...message, ...stay, exchange: delayExchange(delayMs), routingKey: queue });
}

interface LaterOptions {
  queue: string;
  /** Milliseconds; 0 or less: it is due. */
  remainingMs: number;
}
