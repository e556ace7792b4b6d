import type { WakeUp } from '../domain/push-delivery.ts';
import type { OwedWakeUp, Transact } from './work.ts';

export interface WakeUpMeans {
  transact: Transact;
  /** Hands a wake-up to the broker, to arrive when its push is due. Resolves when the broker has it. */
  post(wakeUp: WakeUp, remainingMs: number): Promise<void>;
}

export interface WakeUpReport {
  sent: number;
  failures: unknown[];
  /** Whether more may be owed. */
  mayBeMore: boolean;
}

const BATCH = 500;
// Longer than the broker's confirm may take: nobody else sends them meanwhile.
const LEASE_MS = 10_000;
/** A push of which nothing was heard so long after it was due is woken again: the broker may have lost its wake-up. */
const PATIENCE_MS = 600_000;

/**
 * Sends the wake-ups that are owed: of pushes that were planned or are to be retried, of those whose process died with them, and
 * of those that never woke. Sending one twice is harmless, forgetting one is not: it is owed until the broker has it.
 */
export async function sendWakeUps({ transact, post }: WakeUpMeans): Promise<WakeUpReport> {
  const { now, leasedUntil, owed } = await transact(async (work) => {
    const lease = new Date(work.now.getTime() + LEASE_MS);
    return {
      now: work.now,
      leasedUntil: lease,
      owed: await work.pushDeliveries.takeOwed({ limit: BATCH, now: work.now, leasedUntil: lease }),
    };
  });
  const results = await Promise.allSettled(owed.map((wakeUp) => post(wakeUp, remainingOf(wakeUp, now))));
  const sent = owed.filter((_, at) => results[at]?.status === 'fulfilled');
  if (sent.length > 0)
    await transact((work) => work.pushDeliveries.markWoken(sent, { leasedUntil, patienceMs: PATIENCE_MS }));
  const failures = results.flatMap((result) => (result.status === 'rejected' ? [result.reason] : []));
  return { sent: sent.length, failures, mayBeMore: owed.length === BATCH && failures.length === 0 };
}

function remainingOf({ dueAt }: OwedWakeUp, now: Date): number {
  return dueAt.getTime() - now.getTime();
}
