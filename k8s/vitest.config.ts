import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    name: 'k8s',
    root: import.meta.dirname,
    include: ['test/**/*.test.ts'],
    pool: 'forks',
    maxWorkers: 2,
    testTimeout: 60_000,
  },
});
