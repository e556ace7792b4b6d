import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import pg from 'pg';
import type { BenchPlatform } from '../bench-platform.ts';

/** What PostgreSQL did for the statements of one request. */
export interface PlanFindings {
  /** Big tables that were read from end to end. */
  scanned: string[];
  /** The most rows that one step read only to throw them away. */
  discardedRows: number;
}

const BIG_TABLES = [
  ...['orders', 'order_items', 'order_events', 'delivery_assignments'],
  ...['payments', 'payment_attempts', 'refunds', 'notifications', 'push_deliveries', 'sales_orders', 'sales_lines'],
];
const DATABASES = ['ordering', 'payment', 'notification', 'reporting'];

/** From the next connections on, PostgreSQL writes the plan of each statement into its log, with what it met on the way. */
export async function explainEverything({ servers, settings }: BenchPlatform): Promise<void> {
  const client = new pg.Client({ connectionString: servers.postgresAdminUrl });
  await client.connect();
  const set = {
    session_preload_libraries: 'auto_explain',
    'auto_explain.log_min_duration': '0',
    'auto_explain.log_analyze': 'on',
  };
  for (const service of DATABASES) {
    const database = client.escapeIdentifier(`${settings.databasePrefix}${service}`);
    for (const [name, value] of Object.entries(set))
      await client.query(`alter database ${database} set ${name} = '${value}'`);
  }
  await client.end();
}

/** The opposite. */
export async function explainNothing({ servers, settings }: BenchPlatform): Promise<void> {
  const client = new pg.Client({ connectionString: servers.postgresAdminUrl });
  await client.connect();
  for (const service of DATABASES)
    await client.query(`alter database ${client.escapeIdentifier(`${settings.databasePrefix}${service}`)} reset all`);
  await client.end();
}

/** What the log of our own PostgreSQL says of the statements that ran while `work` did. */
export async function plansDuring({ settings }: BenchPlatform, work: () => Promise<void>): Promise<PlanFindings> {
  const log = join(settings.localDirectory, 'postgres.log');
  const before = statSync(log).size;
  await work();
  return findingsIn(readFileSync(log).subarray(before).toString());
}

export function findingsIn(plans: string): PlanFindings {
  const scans = [...plans.matchAll(/Seq Scan on (\w+)/g)].map(([, table = '']) => table);
  const discarded = [...plans.matchAll(/Rows Removed by (?:Join )?Filter: (\d+)/g)].map(([, rows]) => Number(rows));
  return {
    scanned: [...new Set(scans.filter((table) => BIG_TABLES.includes(table)))],
    discardedRows: Math.max(0, ...discarded),
  };
}
