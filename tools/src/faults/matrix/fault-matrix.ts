import { BROKER_FAULTS } from './broker-faults.ts';
import { CLOCK_FAULTS } from './clock-faults.ts';
import { CRASH_FAULTS } from './crash-faults.ts';
import { DEPLOY_FAULTS } from './deploy-faults.ts';
import { DISK_FAULTS } from './disk-faults.ts';
import type { Fault } from './fault.ts';
import { LOAD_FAULTS } from './load-faults.ts';
import { MIGRATION_FAULTS } from './migration-faults.ts';
import { NETWORK_FAULTS } from './network-faults.ts';
import { PICTURE_FAULTS } from './picture-faults.ts';
import { POSTGRES_FAULTS } from './postgres-faults.ts';
import { PROCESS_FAULTS } from './process-faults.ts';
import { PROVIDER_FAULTS } from './provider-faults.ts';
import { QUEUE_FAULTS } from './queue-faults.ts';
import { REDIS_FAULTS } from './redis-faults.ts';
import { WEBHOOK_FAULTS } from './webhook-faults.ts';

/** Every fault there is, as the report prints it. */
export const FAULT_MATRIX: readonly Fault[] = [
  ...PROCESS_FAULTS,
  ...CRASH_FAULTS,
  ...DEPLOY_FAULTS,
  ...MIGRATION_FAULTS,
  ...BROKER_FAULTS,
  ...QUEUE_FAULTS,
  ...POSTGRES_FAULTS,
  ...DISK_FAULTS,
  ...PICTURE_FAULTS,
  ...REDIS_FAULTS,
  ...NETWORK_FAULTS,
  ...PROVIDER_FAULTS,
  ...WEBHOOK_FAULTS,
  ...CLOCK_FAULTS,
  ...LOAD_FAULTS,
];

/** Longest time from the healing of a fault until everything works again, without anybody's help. */
export const LONGEST_RECOVERY_MS = 30_000;
