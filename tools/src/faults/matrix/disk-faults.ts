import { setTimeout as sleep } from 'node:timers/promises';
import { SetupFault } from '../../platform/setup-fault.ts';
import type { Stage } from '../stage/open-stage.ts';
import type { Disk, MaybeDisk } from '../stage/small-disk.ts';
import { type Fault, NOTHING, without } from './fault.ts';
import { asAdmin, OWNERS } from './postgres-faults.ts';

const SEGMENTS = 20;
const SUPERVISION_MS = 30_000;

const database: Fault = {
  name: 'full disk of the database',
  how: 'its file system has no page left: rows find no place; or its log is switched until that finds none, and it ends itself',
  victims: ['rows', 'log'],
  touches: () => ['postgres', ...OWNERS],
  holdSeconds: [6, 12],
  works: (victim) => (victim === 'log' ? NOTHING : { operations: ['menu', 'status'], floor: 0.9 }),
  impossible: ({ stage }) => whyNone(stage.disks.postgres),
  async inject({ stage }, victim) {
    const disk = there(stage.disks.postgres);
    await disk.fill();
    if (victim === 'log') await useUpLog(stage);
    return async () => {
      await disk.free();
      await supervise(stage);
    };
  },
};

/** Segments that were kept for later are used first; whoever needs a new one panics. */
async function useUpLog(stage: Stage): Promise<void> {
  const use = "select pg_logical_emit_message(false, 'faults', 'full'), pg_switch_wal()";
  for (let turn = 0; turn < SEGMENTS; turn += 1) {
    const isOver = await asAdmin(stage, [use]).then(
      () => false,
      () => true,
    );
    if (isOver) return;
  }
  throw new SetupFault('The log of the database still found a place.');
}

/** Starts the database again when it has ended, as systemd or Kubernetes would. */
async function supervise(stage: Stage): Promise<void> {
  const { postgres } = stage.servers;
  for (const deadline = Date.now() + SUPERVISION_MS; ; await sleep(300)) {
    if (!postgres.isRunning()) await postgres.startAgain();
    const problem = await asAdmin(stage, ['select 1']).then(
      () => undefined,
      (error: unknown) => error,
    );
    if (!problem) return;
    if (Date.now() > deadline) throw problem;
  }
}

const logs: Fault = {
  name: 'full disk of the logs',
  how: 'the file system that all processes write their logs to has no page left',
  victims: ['logs'],
  touches: () => ['logs'],
  holdSeconds: [6, 12],
  works: () => ({ operations: without(), floor: 0.99 }),
  impossible: ({ stage }) => whyNone(stage.disks.logs),
  async inject({ stage }) {
    const disk = there(stage.disks.logs);
    await disk.fill();
    return disk.free;
  },
};

const whyNone = (disk: MaybeDisk) => ('missing' in disk ? disk.missing : undefined);

function there(disk: MaybeDisk): Disk {
  if ('missing' in disk) throw new SetupFault(disk.missing);
  return disk;
}

export const DISK_FAULTS = [database, logs];
