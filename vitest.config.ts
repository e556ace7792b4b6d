import { defineConfig } from 'vitest/config';
import { createSummaryReporter } from './libs/testing/src/summary-reporter.ts';

// TEST_SCOPE=core: what a change has to pass within minutes on two cores. It leaves out the following.
const isCore = process.env.TEST_SCOPE === 'core';
const LONG_STORIES = /^(?!.*(at every size|the keys rotate under traffic|F7: |the same diners|thirty orders))/;
const LONG_FILES = [
  'test/portal-{office,student}.test.ts',
  'gateway/test/{asking-again,ended-sessions,limits,platform-status,proxying,sockets}.test.ts',
  'libs/messaging/test/{dead-letters,faults,handling}.test.ts',
  'libs/outbox/test/{archiving,relay-failures}.test.ts',
  'services/auth/test/{equal-timing,limits-and-outages,rotating-keys}.test.ts',
  'services/catalog/test/{pictures-crashing,pictures-s3-failing,staying-fresh}.test.ts',
  'services/notification/test/{reading,reporting-on-codes,sending-codes,surviving-fcm,waiting-in-the-broker}.test.ts',
  'services/ordering/test/asking-payment-once.test.ts',
  'services/payment/test/{asking-razorpay-again,faults,reconciling}.test.ts',
  'services/payment/test/races/{expiring,hearing,losing,refunding}.test.ts',
  'services/reporting/test/{any-order,faults}.test.ts',
  'services/realtime/test/{limits,losing-redis,resuming,storm}.test.ts',
  'tools/test/faults/{planted-bugs,resilience}.test.ts',
  'tools/test/{audit,dead-letters-program,reports-rebuild,reports-rebuild-program}.test.ts',
];

// It measures how long people wait: nobody else may be busy meanwhile.
const ALONE = 'tools/test/faults/resilience.test.ts';
const BESIDE_THE_CODE = '{libs,services,gateway,tools}/**/src/**/*.test.ts';

const everyFile = {
  exclude: ['**/node_modules/**', ...(isCore ? LONG_FILES : [])],
  setupFiles: ['libs/testing/src/each-file.ts'],
  pool: 'forks' as const,
  testTimeout: 60_000,
  hookTimeout: 120_000,
};

export default defineConfig({
  test: {
    globalSetup: ['libs/testing/src/global-setup.ts'],
    ...(isCore && { testNamePattern: LONG_STORIES }),
    reporters: ['default', createSummaryReporter()],
    projects: [
      {
        test: {
          ...everyFile,
          name: 'domain',
          include: [BESIDE_THE_CODE],
          // No process, no server: a fresh worker for each would cost more than the tests.
          isolate: false,
          maxWorkers: 2,
          sequence: { groupOrder: 0 },
        },
      },
      {
        test: {
          ...everyFile,
          name: 'parts',
          include: ['{libs,services,gateway,tools}/**/*.test.ts'],
          exclude: [...everyFile.exclude, BESIDE_THE_CODE, ALONE],
          // Modules loaded once for a worker's files; what a file opens ends with it (each-file.ts).
          isolate: false,
          maxWorkers: 4,
          sequence: { groupOrder: 1 },
        },
      },
      {
        // A whole platform holds ten to sixty database connections of a server's hundred: these files run two by two and after the others.
        test: {
          ...everyFile,
          name: 'platform',
          include: ['test/**/*.test.ts'],
          maxWorkers: 2,
          sequence: { groupOrder: 2 },
        },
      },
      {
        test: { ...everyFile, name: 'resilience', include: [ALONE], maxWorkers: 1, sequence: { groupOrder: 3 } },
      },
    ],
  },
});
