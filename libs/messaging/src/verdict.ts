import { AppError, type ErrorKind } from '@campus/errors/app-error';
import { DELAYS_MS } from './topology.ts';

/** What became of a message, or is to become of it. */
export type Verdict =
  | { outcome: 'handled' | 'duplicate' }
  | { outcome: 'retried'; error: unknown; delayMs: number }
  | { outcome: 'dead_lettered'; error: unknown };

const HEALED_BY_TIME: ReadonlySet<ErrorKind> = new Set(['conflict', 'rate_limited', 'unavailable']);

/** One of the two files that know error kinds: what time can heal is repeated after a growing pause, anything else is parked. */
export function verdictOn(error: unknown, attempts: number): Verdict {
  const permanent = error instanceof AppError && !HEALED_BY_TIME.has(error.kind);
  const delayMs = DELAYS_MS[attempts];
  if (permanent || delayMs === undefined) return { outcome: 'dead_lettered', error };
  return { outcome: 'retried', error, delayMs };
}
