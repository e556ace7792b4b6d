import { setTimeout as sleep } from 'node:timers/promises';
import type { Knex } from 'knex';
import type { Db } from './connect.ts';
import { isSerializationFailure } from './database-error.ts';

export type Transaction = Knex.Transaction;

const ATTEMPTS = 5;

/**
 * Runs `work` in one transaction and resolves only when its COMMIT is durable.
 * knex resolves a commit that PostgreSQL answered with ROLLBACK (an error swallowed inside the transaction), so a last
 * `select 1` makes an aborted transaction reject (messaging.md section 5, traps 1 and 2).
 * Deadlocks, serialisation failures and lock timeouts are repeated up to five times with a growing pause, so `work` must
 * touch nothing but the database. Other errors come out as they were thrown.
 */
export async function inTransaction<Result>(db: Db, work: (trx: Transaction) => Promise<Result>): Promise<Result> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await db.transaction(async (trx) => {
        const result = await work(trx);
        await trx.raw('select 1');
        return result;
      });
    } catch (error) {
      if (attempt >= ATTEMPTS || !isSerializationFailure(error)) throw error;
      await sleep(25 * 2 ** attempt * (0.5 + Math.random()));
    }
  }
}
