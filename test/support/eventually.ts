import { eventually as patiently } from '@campus/testing/eventually';

/** As in the services' own tests, with more patience: here nine processes share the machine. */
export function eventually<Result>(
  assertion: () => Result | Promise<Result>,
  { timeoutMs = 15_000 }: { timeoutMs?: number } = {},
): Promise<Result> {
  return patiently(assertion, { timeoutMs });
}
