import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { provisionDatabase } from '@campus/database/provision';
import pg from 'pg';
import { runCommand } from '../platform/commands.ts';
import { runMigrations } from '../platform/migrations.ts';
import { migrationPrograms } from '../platform/programs.ts';
import { postgresProgram } from '../platform/server-programs.ts';
import { SetupFault } from '../platform/setup-fault.ts';
import type { BenchPlatform } from './bench-platform.ts';
import { BENCH_NAME } from './bench-settings.ts';
import { cpuBetween, cpuOf } from './cpu-of.ts';
import { orderScript } from './order-statement.ts';
import { serverPids } from './watched-processes.ts';

/** One client of pgbench that sends the statement of a cash order, one transaction each, to the same PostgreSQL. */
export interface OrderYardstick {
  run(seconds: number): Promise<Statement>;
}

export interface Statement {
  perSecond: number;
  /** PostgreSQL's, all its processes together. */
  cpuSecondsPerOrder: number;
}

const DATABASE = `${BENCH_NAME}_yardstick`;

/** A database with ordering's tables and nothing else at work in it. */
export async function openOrderYardstick(platform: BenchPlatform): Promise<OrderYardstick> {
  const pgbench = postgresProgram('pgbench');
  if (!pgbench) throw new SetupFault('pgbench is not installed; it comes with the server (Debian: postgresql).');
  const { settings, servers, secrets } = platform;
  const password = secrets.ORDERING_DATABASE_PASSWORD ?? '';
  const url = await provisionDatabase(servers.postgresAdminUrl, { database: DATABASE, role: DATABASE, password });
  await runMigrations(
    migrationPrograms(settings, settings.given, { ordering: url }).filter(({ name }) => name === 'ordering'),
  );
  const script = join(settings.localDirectory, 'order.pgbench');
  writeFileSync(script, await orderScript(url));
  return {
    async run(seconds) {
      await empty(url);
      const before = cpuOf(serverPids(platform));
      const result = await runCommand(
        [pgbench, '--no-vacuum', '--client=1', `--time=${seconds}`, '--define=n=100000000000', `--file=${script}`],
        { env: connectionOf(url), timeoutMs: (seconds + 60) * 1_000 },
      );
      const used = cpuBetween(before, cpuOf(serverPids(platform))).postgres ?? Number.NaN;
      const { perSecond, orders } = figuresIn(result.output);
      return { perSecond, cpuSecondsPerOrder: used / orders };
    },
  };
}

// In the environment, because everybody on the machine can read an argument.
function connectionOf(url: string): Record<string, string> {
  const { hostname, port, username, password, pathname } = new URL(url);
  return {
    PGHOST: hostname,
    PGPORT: port || '5432',
    PGUSER: username,
    PGPASSWORD: decodeURIComponent(password),
    PGDATABASE: pathname.slice(1),
  };
}

function figuresIn(output: string): { perSecond: number; orders: number } {
  const orders = Number(/transactions actually processed: (\d+)/.exec(output)?.[1] ?? 0);
  const perSecond = Number(/tps = ([\d.]+) \(without/.exec(output)?.[1] ?? 0);
  const failed = Number(/failed transactions: (\d+)/.exec(output)?.[1] ?? 0);
  if (orders === 0 || failed > 0) throw new SetupFault(`pgbench placed no orders:\n${output}`);
  return { perSecond, orders };
}

// Each round finds the tables as the first one did.
async function empty(url: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  await client.query(
    'truncate orders, order_items, order_events, delivery_assignments, outbox, slot_counters, order_number_counters',
  );
  await client.end();
}
