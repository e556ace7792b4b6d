import type { WakeUp } from '../domain/push-delivery.ts';
import type { OwedWakeUp, Transact } from './work.ts';

export interface WakeUpMeans {
  transact: Transact;
  /** Begins to send the push here and now; false when there is no place for it. */
  answerNow(wakeUp: WakeUp): boolean;
  /** Hands a wake-up to the broker, to arrive when its push is due. Resolves when the broker has it. */
  post(wakeUp: WakeUp, remainingMs: number): Promise<void>;
}

export interface WakeUpReport {
  answered: number;
  posted: number;
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
 * of those that never woke. What is due and finds a place is answered here; all else waits in the broker. Sending one twice is
 * harmless, forgetting one is not: it is owed until the broker has it or its push is taken.
 */
export async function sendWakeUps({ transact, answerNow, post }: WakeUpMeans): Promise<WakeUpReport> {
  const { owed, now, leasedUntil } = await transact(async (work) => {
    const lease = { now: work.now, leasedUntil: new Date(work.now.getTime() + LEASE_MS) };
    return { ...lease, owed: await work.pushDeliveries.takeOwed({ limit: BATCH, ...lease }) };
  });
  const rest = owed.filter((wakeUp) => !(isDue(wakeUp, now) && answerNow(wakeUp)));
  const results = await Promise.allSettled(rest.map((wakeUp) => post(wakeUp, remainingOf(wakeUp, now))));
  const posted = rest.filter((_, at) => results[at]?.status === 'fulfilled');
  if (posted.length > 0)
    await transact((work) => work.pushDeliveries.markWoken(posted, { leasedUntil, patienceMs: PATIENCE_MS }));
  const failures = results.flatMap((result) => (result.status === 'rejected' ? [result.reason] : []));
  return {
    answered: owed.length - rest.length,
    posted: posted.length,
    failures,
    mayBeMore: owed.length === BATCH && failures.length === 0,
  };
}

function isDue(wakeUp: OwedWakeUp, now: Date): boolean {
  return remainingOf(wakeUp, now) <= 0;
}

function remainingOf({ dueAt }: OwedWakeUp, now: Date): number {
  return dueAt.getTime() - now.getTime();
}
