import { defineConfig } from 'vitest/config';
import { createSummaryReporter } from './libs/testing/src/summary-reporter.ts';

// TEST_SCOPE=core: what a change has to pass within minutes. Everything else is the office's pages and every page at every size.
const isCore = process.env.TEST_SCOPE === 'core';

const everyFile = {
  setupFiles: ['libs/testing/src/each-file.ts'],
  pool: 'forks' as const,
  testTimeout: 60_000,
  hookTimeout: 120_000,
};

export default defineConfig({
  test: {
    globalSetup: ['libs/testing/src/global-setup.ts'],
    ...(isCore && { testNamePattern: /^(?!.*at every size)/ }),
    reporters: ['default', createSummaryReporter()],
    projects: [
      {
        test: {
          ...everyFile,
          name: 'parts',
          include: ['{libs,services,gateway,tools}/**/*.test.ts'],
          maxWorkers: 3,
          sequence: { groupOrder: 1 },
        },
      },
      {
        // A whole platform holds ten to sixty database connections of a server's hundred: these files run two by two and after the others.
        test: {
          ...everyFile,
          name: 'platform',
          include: ['test/**/*.test.ts'],
          exclude: isCore ? ['test/portal-office.test.ts'] : [],
          maxWorkers: 2,
          sequence: { groupOrder: 2 },
        },
      },
    ],
  },
});
