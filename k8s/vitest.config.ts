import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    name: 'k8s',
    root: import.meta.dirname,
    include: ['test/**/*.test.ts'],
    pool: 'forks',
    // Pure reading: files may share a worker, whose imports cost more than the tests.
    isolate: false,
    maxWorkers: 2,
    testTimeout: 60_000,
  },
});
