import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import type { DatabaseName } from '../../audit/access.ts';
import type { Party } from '../people/party.ts';
import type { Stage } from '../stage/open-stage.ts';
import { type Fault, NOTHING, nothingToHeal, UNBOUNDED, type Works, without } from './fault.ts';

export const OWNERS = ['ordering', 'payment', 'catalog', 'auth', 'notification', 'reporting'] as const;
const WHOLE = { victims: ['postgres'], touches: () => ['postgres', ...OWNERS] } as const;

/** What does not need the database of one service. The kitchen and the order pages live on ordering's. */
function worksWithoutDatabaseOf(owner: string): Works {
  const needed: Record<string, Works> = {
    ordering: { operations: ['menu'], floor: 0.97 },
    catalog: { operations: without('menu'), floor: 0.97 },
    auth: { operations: without(), floor: 0.97 },
    payment: { operations: without(), floor: 0.97 },
  };
  return needed[owner] ?? { operations: without(), floor: 0.97 };
}

// The server says no, or is not there: nothing is waited for.
const REFUSED_AT_ONCE = { refusedWithinMs: 3_000 };

/** The database is there and says nothing: its users wait 4 s for a connection, 5 s for a lock and 7 s for a statement, one after the other. */
function worksWithSilentDatabaseOf(owner: string): Works {
  return { ...worksWithoutDatabaseOf(owner), refusedWithinMs: UNBOUNDED };
}

export async function asAdmin(stage: Stage, sql: string[], name: DatabaseName = 'ordering'): Promise<void> {
  const client = new pg.Client({ connectionString: stage.databaseUrl(name), connectionTimeoutMillis: 5_000 });
  client.on('error', () => undefined);
  await client.connect();
  try {
    for (const one of sql) await client.query(one);
  } finally {
    await client.end();
  }
}

const crash: Fault = {
  ...WHOLE,
  name: 'database crash',
  how: 'SIGQUIT to the postmaster (pg_ctl -m immediate), started again: it recovers from its log',
  holdSeconds: [1, 3],
  works: () => ({ ...NOTHING, ...REFUSED_AT_ONCE }),
  async inject({ stage }) {
    await stage.servers.postgres.end('SIGQUIT');
    return stage.servers.postgres.startAgain;
  },
};

const TERMINATE = `select pg_terminate_backend(pid) from pg_stat_activity
  where datname like 'faults\\_%' and pid <> pg_backend_pid() and backend_type = 'client backend'`;

const terminated: Fault = {
  ...WHOLE,
  name: 'backends terminated',
  how: 'pg_terminate_backend of every connection, four times, 1.5 s apart',
  holdSeconds: [0, 1],
  works: () => ({ operations: ['menu', 'status'], floor: 0.6, ...REFUSED_AT_ONCE }),
  async inject({ stage }) {
    for (let turn = 0; turn < 4; turn += 1) {
      await asAdmin(stage, [TERMINATE]);
      await sleep(1_500);
    }
    return nothingToHeal;
  },
};

const slow: Fault = {
  name: 'slow database',
  how: 'every piece to and from the database of one service arrives 300 ms later',
  victims: OWNERS,
  touches: (victim) => [victim],
  holdSeconds: [5, 10],
  works: worksWithSilentDatabaseOf,
  async inject({ stage }, victim) {
    const heal = stage.network.change({ target: 'postgres', user: victim }, { kind: 'late', delayMs: 300 });
    return async () => heal();
  },
};

const blackHole: Fault = {
  name: 'database in a black hole',
  how: 'nothing arrives at the database of one service, connections stand',
  victims: OWNERS,
  touches: (victim) => [victim],
  holdSeconds: [6, 20],
  works: worksWithSilentDatabaseOf,
  async inject({ stage }, victim) {
    const heal = stage.network.change({ target: 'postgres', user: victim }, { kind: 'black hole' });
    return async () => heal();
  },
};

const locked: Fault = {
  name: 'locked table',
  how: 'LOCK TABLE in ACCESS EXCLUSIVE MODE by somebody else: everybody who wants it waits',
  victims: ['ordering orders', 'payment payments', 'notification notifications', 'ordering outbox'],
  touches: (victim) => [victim.split(' ')[0] ?? ''],
  holdSeconds: [5, 10],
  works: (victim) => worksWithSilentDatabaseOf(victim.split(' ')[0] ?? ''),
  async inject({ stage }, victim) {
    const [owner, table] = victim.split(' ') as [DatabaseName, string];
    const client = new pg.Client({ connectionString: stage.databaseUrl(owner), connectionTimeoutMillis: 5_000 });
    client.on('error', () => undefined);
    await client.connect();
    await client.query(`begin; lock table ${client.escapeIdentifier(table)} in access exclusive mode`);
    return () => client.end();
  },
};

const readOnly: Fault = {
  ...WHOLE,
  name: 'read-only database',
  how: 'default_transaction_read_only = on for everybody, as after a failover to a replica',
  holdSeconds: [4, 8],
  works: () => ({ operations: ['menu'], floor: 0.97, ...REFUSED_AT_ONCE }),
  async inject({ stage }: Party) {
    await asAdmin(stage, ['alter system set default_transaction_read_only = on', 'select pg_reload_conf()']);
    return () =>
      asAdmin(stage, [
        'set default_transaction_read_only = off',
        'alter system reset default_transaction_read_only',
        'select pg_reload_conf()',
      ]);
  },
};

export const POSTGRES_FAULTS = [crash, terminated, slow, blackHole, locked, readOnly];
