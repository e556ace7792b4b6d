import { connectDatabase } from '@campus/database/connect';
import { migrateDatabase } from '@campus/database/migrate';
import { createLogger } from '@campus/logger/logger';
import { readMigrationConfig } from './config.ts';

const config = readMigrationConfig();
const logger = createLogger({ service: 'notification', level: config.LOG_LEVEL });
const db = connectDatabase({ url: config.DATABASE_URL, name: 'notification-migrate', maxConnections: 2, logger });
try {
  const applied = await migrateDatabase(db, new URL('../migrations/', import.meta.url));
  logger.info({ applied }, 'database migrated');
} finally {
  await db.destroy();
}
