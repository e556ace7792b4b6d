import type { Logger } from '@campus/logger/logger';
import knex, { type Knex } from 'knex';
import pg from 'pg';
import { observePool } from './observe-pool.ts';
import { acquireWhileAlive, pulseOfDatabase } from './pulse-of-database.ts';
import type { RawConnection } from './round-trips.ts';
import { tuneConnection } from './tune-connection.ts';

/** A pool or a transaction: what a repository needs to run SQL. */
export type Db = Knex;

export interface DatabaseOptions {
  url: string;
  /** Shown in pg_stat_activity. */
  name: string;
  /** Upper bound of the pool; a hot row makes more writers slower, not faster (performance.md). */
  maxConnections?: number;
  /** How long a statement waits for a lock, and everybody behind it (5 s). */
  lockTimeoutMs?: number;
  /** How long a statement may take (7 s); the client gives up a second later. */
  statementTimeoutMs?: number;
  logger: Logger;
}

// int8 comes as text because a double cannot hold it; ours are counts and ids far below 2^53. NUMERIC stays text: it is money.
pg.types.setTypeParser(pg.types.builtins.INT8, Number);
// A business day is a date without a zone; the default parser would make it midnight of this machine's zone.
pg.types.setTypeParser(pg.types.builtins.DATE, (text: string) => text);

const STATEMENT_TIMEOUT_MS = 7_000;
const LOCK_TIMEOUT_MS = 5_000;
const CLIENT_PATIENCE_MS = 1_000;

/**
 * One pool. Timeouts act on the client too, because `statement_timeout` cannot fire through a dead link (F3 of
 * security-operations.md), and whoever waits for a silent one is told sooner (`pulseOfDatabase`); `pool.min` 0, because idle clients that died must not be handed out.
 */
export function connectDatabase({ url, name, maxConnections = 6, logger, ...timeouts }: DatabaseOptions): Db {
  const pulse = pulseOfDatabase(url);
  const database = knex({
    client: 'pg',
    // Otherwise knex writes the values of a failed statement, names and addresses among them, into the error's message.
    compileSqlOnError: false,
    connection: connectionOf(url, { name, ...timeouts }),
    pool: {
      min: 0,
      max: maxConnections,
      acquireTimeoutMillis: 4_000,
      idleTimeoutMillis: 10_000,
      afterCreate(connection: RawConnection, done: (error: null, connection: RawConnection) => void) {
        tuneConnection(connection, { pool: name, pulse });
        done(null, connection);
      },
    },
    acquireConnectionTimeout: 4_000,
    log: {
      warn: (message: unknown) => logger.warn({ detail: String(message) }, 'database warning'),
      error: (message: unknown) => logger.error({ detail: String(message) }, 'database error'),
      deprecate: () => undefined,
      debug: () => undefined,
    },
  });
  acquireWhileAlive(database, pulse);
  observePool(database, { pool: name, maxConnections });
  return database;
}

function connectionOf(
  url: string,
  {
    name,
    lockTimeoutMs = LOCK_TIMEOUT_MS,
    statementTimeoutMs = STATEMENT_TIMEOUT_MS,
  }: Pick<DatabaseOptions, 'name' | 'lockTimeoutMs' | 'statementTimeoutMs'>,
) {
  return {
    connectionString: url,
    application_name: name,
    connectionTimeoutMillis: 3_000,
    query_timeout: statementTimeoutMs + CLIENT_PATIENCE_MS,
    keepAlive: true,
    pipeline: true,
    options: [
      `-c statement_timeout=${statementTimeoutMs} -c lock_timeout=${lockTimeoutMs}`,
      '-c idle_in_transaction_session_timeout=20000 -c timezone=UTC',
    ].join(' '),
  };
}

/** Resolves when the database answers; used by readiness. */
export async function pingDatabase(db: Db): Promise<void> {
  await db.raw('select 1');
}
