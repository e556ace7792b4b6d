import { defineConfig } from 'vitest/config';
import { createSummaryReporter } from './libs/testing/src/summary-reporter.ts';

const everyFile = {
  setupFiles: ['libs/testing/src/each-file.ts'],
  pool: 'forks' as const,
  testTimeout: 60_000,
  hookTimeout: 120_000,
};

export default defineConfig({
  test: {
    globalSetup: ['libs/testing/src/global-setup.ts'],
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
        // A whole platform holds sixty database connections of a server's hundred: these files run alone and one by one.
        test: {
          ...everyFile,
          name: 'platform',
          include: ['test/**/*.test.ts'],
          maxWorkers: 2,
          sequence: { groupOrder: 2 },
        },
      },
    ],
  },
});
