import { readdir } from 'node:fs/promises';
import { pathToFileURL } from 'node:url';
import type { Knex } from 'knex';
import type { Db } from './connect.ts';

const LOCK = 727_001;

/**
 * Brings the schema to the newest migration in `directory` (files `<timestamp>_<table>__<operation>.ts` exporting `up`).
 * A file that exports `config = { transaction: false }` runs outside of a transaction, as `create index concurrently` must.
 * Safe to run from several replicas at once: a session advisory lock serialises them and dies with its connection, so
 * knex's own lock row, which survives a kill, is freed by whoever holds ours. Returns the names that were applied.
 */
export async function migrateDatabase(db: Db, directory: URL): Promise<string[]> {
  const connection: unknown = await db.client.acquireConnection();
  try {
    await db.raw('select pg_advisory_lock(?)', [LOCK]).connection(connection);
    await db.migrate.forceFreeMigrationsLock();
    const [, applied] = await db.migrate.latest({
      migrationSource: migrationsIn(directory),
      // The version before migrates too, after a rollback: what it does not know has been applied by a later one.
      disableMigrationsListValidation: true,
    });
    return applied;
  } finally {
    await db.raw('select pg_advisory_unlock(?)', [LOCK]).connection(connection);
    await db.client.releaseConnection(connection);
  }
}

function migrationsIn(directory: URL): Knex.MigrationSource<string> {
  return {
    getMigrations: async () => (await readdir(directory)).filter((file) => file.endsWith('.ts')).sort(),
    getMigrationName: (file) => file.replace(/\.ts$/, ''),
    getMigration: async (file) => {
      const migration = await import(pathToFileURL(new URL(file, directory).pathname).href);
      return { up: migration.up, down: async () => undefined, config: migration.config };
    },
  };
}
