import pg from 'pg';
import { SetupFault } from '../platform/setup-fault.ts';
import type { BenchPlatform } from './bench-platform.ts';

const MOST_STATEMENTS = 25;
const LONGEST_TEXT = 120;

const COSTS = `
  select d.datname as database, s.calls::int, s.total_exec_time as ms, s.shared_blks_hit::float / s.calls as pages,
    left(regexp_replace(trim(s.query), '\\s+', ' ', 'g'), ${LONGEST_TEXT}) as text
  from pg_stat_statements s join pg_database d on d.oid = s.dbid
  order by s.total_exec_time desc limit ${MOST_STATEMENTS}`;

interface Cost {
  database: string;
  calls: number;
  /** Of all calls together, with what they waited for each other. */
  ms: number;
  /** Read from memory, in the mean. */
  pages: number;
  text: string;
}

/** Prints what PostgreSQL's statements cost while `work` ran, the dearest first (`pg_stat_statements`). */
export async function whileCountingStatements<Result>(
  { servers, databaseUrls }: BenchPlatform,
  work: () => Promise<Result>,
): Promise<Result> {
  const client = new pg.Client({ connectionString: servers.postgresAdminUrl });
  await client.connect();
  try {
    await turnOn(client, Object.values(databaseUrls));
    const result = await work();
    const { rows } = await client.query<Cost>(COSTS);
    console.log('\npostgres: calls, ms and pages of one call, statement');
    for (const cost of rows) console.log(lineOf(cost));
    return result;
  } finally {
    await client.end();
  }
}

/** For connections that are opened from now on: those of the services are ended, and they open others. */
async function turnOn(client: pg.Client, urls: string[]): Promise<void> {
  const names = urls.map((url) => new URL(url).pathname.slice(1));
  await client.query('create extension if not exists pg_stat_statements').catch((error: unknown) => {
    throw new SetupFault(`pg_stat_statements is not there; it comes with postgresql-contrib. ${error}`);
  });
  for (const name of names)
    await client.query(`alter database ${client.escapeIdentifier(name)} set pg_stat_statements.track = 'top'`);
  await client.query('select pg_terminate_backend(pid) from pg_stat_activity where datname = any($1)', [names]);
  await client.query('select pg_stat_statements_reset()');
}

function lineOf({ database, calls, ms, pages, text }: Cost): string {
  const [count, each, read] = [String(calls).padStart(7), (ms / calls).toFixed(3).padStart(8), pages.toFixed(0)];
  return `${count} ${each} ${read.padStart(5)}  ${database}: ${text}`;
}
