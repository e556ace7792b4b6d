import { setTimeout as sleep } from 'node:timers/promises';

const PAUSE_MS = 25;

/** Repeats an assertion until it passes and resolves to what it returned; throws its last failure after `timeoutMs` (15 s: a busy machine is no failure). */
export async function eventually<Result>(
  assertion: () => Result | Promise<Result>,
  { timeoutMs = 15_000 }: { timeoutMs?: number } = {},
): Promise<Result> {
  const deadline = performance.now() + timeoutMs;
  for (;;) {
    try {
      return await assertion();
    } catch (failure) {
      if (performance.now() > deadline) throw failure;
      await sleep(PAUSE_MS);
    }
  }
}
