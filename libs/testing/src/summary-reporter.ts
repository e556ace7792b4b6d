import type { Reporter, TestModule } from 'vitest/node';

/** Prints the result of the run as its very last line: `Tests: N passed, N failed`, and `, N skipped` if there are any. */
export function createSummaryReporter(): Reporter {
  return {
    onTestRunEnd(modules, unhandledErrors) {
      const states = modules.flatMap((module) => [...module.children.allTests()].map((test) => test.result().state));
      const count = (state: string) => states.filter((each) => each === state).length;
      // A file that could not be loaded has no tests, but it has failed.
      const broken = modules.filter(couldNotLoad).length + unhandledErrors.length;
      const skipped = count('skipped') + count('pending');
      const line = `Tests: ${count('passed')} passed, ${count('failed') + broken} failed${skipped ? `, ${skipped} skipped` : ''}`;
      process.once('exit', () => process.stdout.write(`${line}\n`));
    },
  };
}

function couldNotLoad(module: TestModule): boolean {
  return module.errors().length > 0;
}
