import pg from 'pg';
import { type AuditAccess, DATABASES, type DatabaseName } from './access.ts';
import { type Finding, MOST_IDS } from './report.ts';

/** One database, as the audit may use it: it cannot write. Calls are made one after the other. */
export interface Database {
  rows<Row extends object>(sql: string, values?: unknown[]): Promise<Row[]>;
  /** The one row of a query of figures. */
  figures<Name extends string>(sql: string, values?: unknown[]): Promise<Record<Name, number>>;
  /** What a query of offenders (a column `id`) finds: their number and the first few. */
  offenders(what: string, sql: string, values?: unknown[]): Promise<Finding[]>;
  /** The same for a query that also says what is wrong with each (columns `what` and `id`). */
  findings(sql: string, values?: unknown[]): Promise<Finding[]>;
  close(): Promise<void>;
}

export type Databases = Record<DatabaseName, Database>;

const READ_ONLY = '-c default_transaction_read_only=on -c statement_timeout=120000 -c timezone=UTC';

/** Opens all databases, one connection each. */
export async function openDatabases({ databaseUrls }: Pick<AuditAccess, 'databaseUrls'>): Promise<Databases> {
  const opened = await Promise.allSettled(DATABASES.map((name) => open(databaseUrls[name])));
  const failed = opened.find((result) => result.status === 'rejected');
  const databases = opened.flatMap((result) => (result.status === 'fulfilled' ? [result.value] : []));
  if (failed) {
    await Promise.all(databases.map((database) => database.close()));
    throw failed.reason;
  }
  return Object.fromEntries(DATABASES.map((name, index) => [name, databases[index]])) as Databases;
}

/** Runs `work` on one frozen picture of each database. */
export async function inSnapshots<Result>(databases: Databases, work: () => Promise<Result>): Promise<Result> {
  const all = Object.values(databases);
  await Promise.all(all.map((database) => database.rows('begin isolation level repeatable read read only')));
  try {
    // The first query takes the picture.
    await Promise.all(all.map((database) => database.rows('select 1')));
    return await work();
  } finally {
    await Promise.all(all.map((database) => database.rows('rollback')));
  }
}

async function open(url: string): Promise<Database> {
  const options = { options: READ_ONLY, application_name: 'audit', connectionTimeoutMillis: 5_000 };
  const client = new pg.Client({ connectionString: url, ...options });
  // A lost connection shows itself in the next query.
  client.on('error', () => undefined);
  await client.connect();
  const rows = async <Row extends object>(sql: string, values: unknown[] = []) =>
    (await client.query<Row>(sql, values)).rows;
  return {
    rows,
    async figures(sql, values) {
      const [row = {}] = await rows<Record<string, unknown>>(sql, values);
      return Object.fromEntries(Object.entries(row).map(([name, value]) => [name, Number(value)])) as never;
    },
    offenders: (what, sql, values) =>
      rows(`${summary(pg.escapeLiteral(what))} from (${sql}) as found having count(*) > 0`, values),
    findings: (sql, values) => rows(`${summary('what')} from (${sql}) as found group by what order by what`, values),
    close: () => client.end(),
  };
}

function summary(what: string): string {
  return `select ${what} as what, count(*)::int as count, (array_agg(id::text order by id::text))[1:${MOST_IDS}] as ids`;
}
