import { setTimeout as sleep } from 'node:timers/promises';
import { createLogger } from '@campus/logger/logger';
import { connectDatabase } from './connect.ts';
import { isSerializationFailure } from './database-error.ts';
import { migrateDatabase } from './migrate.ts';

// Whoever wants the table waits behind a migration that waits: better given up soon and tried again.
const LOCK_TIMEOUT_MS = 1_000;
// An index over years of orders takes its time; it is made `concurrently`, so nobody waits for it.
const STATEMENT_TIMEOUT_MS = 15 * 60_000;
const PAUSE_MS = 3_000;
const TRIES = 6;

/** What a service's `migrate.ts` does: migrate, say what was applied, disconnect. Rejects when a migration fails. */
export async function runMigrations({ service, url, directory }: { service: string; url: string; directory: URL }) {
  const logger = createLogger({ service, level: 'info' });
  const db = connectDatabase({
    url,
    name: `${service}-migrations`,
    lockTimeoutMs: LOCK_TIMEOUT_MS,
    statementTimeoutMs: STATEMENT_TIMEOUT_MS,
    logger,
  });
  try {
    const applied = await patiently(() => migrateDatabase(db, directory));
    logger.info({ applied }, 'schema is up to date');
  } finally {
    await db.destroy();
  }
}

async function patiently<Result>(migrate: () => Promise<Result>): Promise<Result> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await migrate();
    } catch (error) {
      if (attempt === TRIES || !isSerializationFailure(error)) throw error;
      await sleep(PAUSE_MS);
    }
  }
}
