import type { Breaker } from './breaker.ts';

/** The same object, each of whose asynchronous functions goes through the breaker. */
export function guardCalls<Target extends object>(breaker: Breaker, target: Target): Target {
  const entries = Object.entries(target).map(([name, value]) => [
    name,
    typeof value === 'function' ? (...args: unknown[]) => breaker(async () => value.apply(target, args)) : value,
  ]);
  return Object.fromEntries(entries);
}
