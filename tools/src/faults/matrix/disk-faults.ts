import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { SetupFault } from '../../platform/setup-fault.ts';
import type { Stage } from '../stage/open-stage.ts';
import type { Disk, MaybeDisk } from '../stage/small-disk.ts';
import { type Fault, NOTHING, wholly, without } from './fault.ts';
import { asAdmin, OWNERS } from './postgres-faults.ts';

const SEGMENTS = 80;
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
    const heal = async () => {
      await disk.free();
      await supervise(stage);
    };
    return wholly(heal, () => (victim === 'log' ? panic(stage, disk) : leaveNoRows(stage, disk)));
  },
};

/** A checkpoint that finds no page ends the database, too (PostgreSQL 15); the next one is minutes away after one of now. */
async function leaveNoRows(stage: Stage, disk: Disk): Promise<void> {
  await asAdmin(stage, ['checkpoint']);
  await disk.fill();
}

/** Segments that were kept for later are used first; whoever needs a new one ends them all. */
async function panic(stage: Stage, disk: Disk): Promise<void> {
  const client = new pg.Client({ connectionString: stage.databaseUrl('ordering'), connectionTimeoutMillis: 5_000 });
  const state = { isOver: false };
  client.on('error', () => undefined);
  client.once('end', () => {
    state.isOver = true;
  });
  // Nobody can sign in any more when there is no page left.
  await client.connect();
  await disk.fill();
  const use = "select pg_logical_emit_message(false, 'faults', 'full'), pg_switch_wal()";
  for (let turn = 0; turn < SEGMENTS && !state.isOver; turn += 1) await client.query(use).catch(() => sleep(50));
  if (state.isOver) return;
  await client.end();
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

const broker: Fault = {
  name: 'full disk of the broker',
  how: 'the file system of its data has no page left, at once, before its alarm sees it: its quorum queues end; freed, it is started again, as an operator would',
  victims: ['rabbitmq'],
  touches: () => ['rabbitmq'],
  holdSeconds: [6, 12],
  works: () => ({ operations: without(), floor: 0.98 }),
  impossible: ({ stage }) => whyNone(stage.disks.rabbitmq),
  async inject({ stage }) {
    const disk = there(stage.disks.rabbitmq);
    await disk.fill();
    return async () => {
      await disk.free();
      // Where the log of its quorum queues found no place the queues have ended, and come back with a start only.
      await stage.servers.rabbitmq.end('SIGTERM');
      await stage.servers.rabbitmq.startAgain();
    };
  },
};

export const whyNone = (disk: MaybeDisk) => ('missing' in disk ? disk.missing : undefined);

export function there(disk: MaybeDisk): Disk {
  if ('missing' in disk) throw new SetupFault(disk.missing);
  return disk;
}

export const DISK_FAULTS = [database, broker, logs];
