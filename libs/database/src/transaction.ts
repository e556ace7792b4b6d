import { setTimeout as sleep } from 'node:timers/promises';
import type { Knex } from 'knex';
import type { Db } from './connect.ts';
import { isSerializationFailure } from './database-error.ts';
import { openSession, type Session } from './session.ts';

/** What repositories use of knex: a pool has it, and a transaction. */
export interface Queries extends Pick<Knex, 'raw' | 'fn'>, TableFunction {}

// biome-ignore lint/suspicious/noExplicitAny: as in knex, a table without a type has any row.
type TableFunction = <Row extends object = any>(
  name: string | Record<string, string>,
) => ReturnType<typeof tableOn<Row>>;

/** All of it on one connection. */
export interface Transaction extends Queries {
  session: Session;
}

/**
 * Runs `work` in one transaction and resolves only when its COMMIT is durable. BEGIN travels with the first statement.
 * An error swallowed inside makes it reject at the commit (`tuneConnection`).
 * Deadlocks, serialisation failures and lock timeouts are repeated up to five times with a growing pause, so `work` must
 * touch nothing but the database, or allow one attempt only. Other errors come out as they were thrown. After the end a statement
 * is refused.
 */
export async function inTransaction<Result>(
  db: Db,
  work: (trx: Transaction) => Promise<Result>,
  { attempts = 5 }: { attempts?: number } = {},
): Promise<Result> {
  return repeated(() => runOnce(db, work), { attempts });
}

/** The repetitions of `inTransaction`, for work that is whole without a transaction. */
export async function repeated<Result>(work: () => Promise<Result>, { attempts = 5 } = {}): Promise<Result> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await work();
    } catch (error) {
      if (attempt >= attempts || !isSerializationFailure(error)) throw error;
      await sleep(25 * 2 ** attempt * (0.5 + Math.random()));
    }
  }
}

// knex's own makes a whole knex for each transaction: 25 kB that outlive the young generation, a sixth of a consumer's CPU.
async function runOnce<Result>(db: Db, work: (trx: Transaction) => Promise<Result>): Promise<Result> {
  const connection = await db.client.acquireConnection();
  const session = openSession(connection);
  try {
    const result = await work(transactionOn(db, session));
    await session.end('COMMIT');
    return result;
  } catch (error) {
    // A connection that cannot even undo is in an unknown state: the pool throws it away.
    await session.end('ROLLBACK').catch((reason: unknown) => {
      connection.__knex__disposed = reason;
    });
    throw error;
  } finally {
    await db.client.releaseConnection(connection);
  }
}

function transactionOn(db: Db, session: Session): Transaction {
  const table: TableFunction = (name) => tableOn(db, { name, session });
  const raw = (...sql: Parameters<Knex['raw']>) => db.raw(...sql).connection(session);
  return Object.assign(table, { raw: raw as Knex['raw'], fn: db.fn, session });
}

// biome-ignore lint/suspicious/noExplicitAny: see above.
function tableOn<Row extends object = any>(
  db: Db,
  { name, session }: { name: string | Record<string, string>; session: Session },
) {
  return db<Row>(name).connection(session);
}
