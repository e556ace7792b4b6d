import { setTimeout as sleep } from 'node:timers/promises';
import { SetupFault } from '../platform/setup-fault.ts';

const PAUSE_MS = 50;

/** Looks until there is something to see and resolves to it; throws a `SetupFault` that names what did not come within `timeoutMs`. */
export async function until<Found>(
  what: string,
  look: () => Promise<Found | undefined> | Found | undefined,
  timeoutMs = 15_000,
): Promise<Found> {
  const deadline = performance.now() + timeoutMs;
  for (;;) {
    const found = await look();
    if (found !== undefined) return found;
    if (performance.now() > deadline) throw missing(what, timeoutMs);
    await sleep(PAUSE_MS);
  }
}

/** The promise, or a `SetupFault` that names what did not come within `timeoutMs`. */
export function within<Result>(what: string, work: Promise<Result>, timeoutMs = 15_000): Promise<Result> {
  const timer = Promise.withResolvers<never>();
  const timeout = setTimeout(() => timer.reject(missing(what, timeoutMs)), timeoutMs);
  return Promise.race([work, timer.promise]).finally(() => clearTimeout(timeout));
}

function missing(what: string, timeoutMs: number): SetupFault {
  return new SetupFault(`Waited ${timeoutMs / 1000} s in vain: ${what}.`);
}
