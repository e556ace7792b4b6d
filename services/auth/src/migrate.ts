import { connectDatabase } from '@campus/database/connect';
import { migrateDatabase } from '@campus/database/migrate';
import { createSecurityLog } from '@campus/http/security-log';
import { createLogger } from '@campus/logger/logger';
import { readMigrationConfig } from './config.ts';
import { createTransact } from './persistence/transact.ts';
import { bcryptPasswords } from './security/passwords.ts';
import { establishFirstAdmin } from './use-cases/establish-admin.ts';

const config = readMigrationConfig();
const logger = createLogger({ service: 'auth', level: config.LOG_LEVEL });
const db = connectDatabase({ url: config.DATABASE_URL, name: 'auth-migrate', maxConnections: 2, logger });
try {
  const applied = await migrateDatabase(db, new URL('../migrations/', import.meta.url));
  logger.info({ applied }, 'database migrated');
  const { BOOTSTRAP_ADMIN_USERNAME: username, BOOTSTRAP_ADMIN_PASSWORD: password } = config;
  if (username !== undefined && password !== undefined) {
    // Nothing to wake here: the relay of the running service finds the event by itself.
    const transact = createTransact({ db, relay: { wake: () => undefined } });
    const admin = await establishFirstAdmin({ transact, passwords: bcryptPasswords }, { username, password });
    if (admin) createSecurityLog(logger).note('first_admin_created', { person_id: admin.id });
  }
} finally {
  await db.destroy();
}
