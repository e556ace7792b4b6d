import { setTimeout as sleep } from 'node:timers/promises';
import type { Knex } from 'knex';
import type { Db } from './connect.ts';
import { isSerializationFailure } from './database-error.ts';

export type Transaction = Knex.Transaction;

const ATTEMPTS = 5;

/**
 * Runs `work` in one transaction and resolves only when its COMMIT is durable.
 * An error swallowed inside makes it reject at the commit (`tuneConnection`).
 * Deadlocks, serialisation failures and lock timeouts are repeated up to five times with a growing pause, so `work` must
 * touch nothing but the database. Other errors come out as they were thrown.
 */
export async function inTransaction<Result>(db: Db, work: (trx: Transaction) => Promise<Result>): Promise<Result> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await db.transaction(work);
    } catch (error) {
      if (attempt >= ATTEMPTS || !isSerializationFailure(error)) throw error;
      await sleep(25 * 2 ** attempt * (0.5 + Math.random()));
    }
  }
}
