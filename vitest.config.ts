import { defineConfig } from 'vitest/config';
import { createSummaryReporter } from './libs/testing/src/summary-reporter.ts';

export default defineConfig({
  test: {
    include: ['{libs,services,gateway,tools,test}/**/*.test.ts'],
    globalSetup: ['libs/testing/src/global-setup.ts'],
    setupFiles: ['libs/testing/src/each-file.ts'],
    pool: 'forks',
    maxWorkers: 2,
    testTimeout: 30_000,
    hookTimeout: 60_000,
    reporters: ['default', createSummaryReporter()],
  },
});
