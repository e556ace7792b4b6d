const LONGEST_MS = 10 * 60_000;

/** When to try again: 1 s after the first failure, then twice as long each time, at most ten minutes. */
export function retryAfter(now: Date, tries: number): Date {
  return new Date(now.getTime() + Math.min(LONGEST_MS, 1_000 * 2 ** Math.max(0, Math.min(tries, 20) - 1)));
}
