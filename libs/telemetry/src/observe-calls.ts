import { type ObservedCall, observeCall } from './observe-call.ts';

type ResultOf<Target> = Awaited<ReturnType<Extract<Target[keyof Target], (...args: never[]) => unknown>>>;

/** The same object, each of whose asynchronous functions is observed: a provider's gateway is wrapped where it is wired. */
export function observeCalls<Target extends object>(
  { dependency, hasFailed }: Omit<ObservedCall<ResultOf<Target>>, 'operation'>,
  target: Target,
): Target {
  const entries = Object.entries(target).map(([name, value]) => [
    name,
    typeof value === 'function'
      ? (...args: unknown[]) =>
          observeCall({ dependency, operation: name, hasFailed }, async () => value.apply(target, args))
      : value,
  ]);
  return Object.fromEntries(entries);
}
