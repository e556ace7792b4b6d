import { observeCall } from './observe-call.ts';

/** The same object, each of whose asynchronous functions is observed: a provider's gateway is wrapped where it is wired. */
export function observeCalls<Target extends object>(dependency: string, target: Target): Target {
  const entries = Object.entries(target).map(([name, value]) => [
    name,
    typeof value === 'function'
      ? (...args: unknown[]) => observeCall(dependency, name, async () => value.apply(target, args))
      : value,
  ]);
  return Object.fromEntries(entries);
}
