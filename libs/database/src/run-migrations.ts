import { createLogger } from '@campus/logger/logger';
import { connectDatabase } from './connect.ts';
import { migrateDatabase } from './migrate.ts';

/** What a service's `migrate.ts` does: migrate, say what was applied, disconnect. Rejects when a migration fails. */
export async function runMigrations({ service, url, directory }: { service: string; url: string; directory: URL }) {
  const logger = createLogger({ service, level: 'info' });
  const db = connectDatabase({ url, name: `${service}-migrations`, logger });
  try {
    const applied = await migrateDatabase(db, directory);
    logger.info({ applied }, 'schema is up to date');
  } finally {
    await db.destroy();
  }
}
