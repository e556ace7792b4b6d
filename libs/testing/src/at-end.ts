// State of this module is state of one test file: vitest loads modules anew for each.
const endings: (() => Promise<unknown>)[] = [];

/** Registers what must happen when the test file ends, also when a test failed; the latest first. Callable from anywhere. */
export function atEnd(work: () => Promise<unknown>): void {
  endings.push(work);
}

/** Runs what was registered. Called by the set-up file after the last test; one failure does not keep the others from running. */
export async function runEndings(): Promise<void> {
  const failures: unknown[] = [];
  for (const work of endings.splice(0).reverse()) {
    await work().catch((error: unknown) => failures.push(error));
  }
  if (failures.length > 0) throw new AggregateError(failures, 'cleaning up after the test file failed');
}
