const LONGEST_MS = 10 * 60_000;

/** How long to wait before trying again, in ms: 1 s after the first failure, then twice as long each time, at most ten minutes. */
export function retryAfterMs(tries: number): number {
  return Math.min(LONGEST_MS, 1_000 * 2 ** Math.max(0, Math.min(tries, 20) - 1));
}
