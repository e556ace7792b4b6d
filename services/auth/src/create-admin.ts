import { connectDatabase } from '@campus/database/connect';
import { createSecurityLog } from '@campus/http/security-log';
import { createLogger } from '@campus/logger/logger';
import { readAdminConfig } from './config.ts';
import { createTransact } from './persistence/transact.ts';
import { bcryptPasswords } from './security/passwords.ts';
import { establishAdmin } from './use-cases/establish-admin.ts';

const config = readAdminConfig();
const logger = createLogger({ service: 'auth', level: config.LOG_LEVEL });
const db = connectDatabase({ url: config.DATABASE_URL, name: 'auth-create-admin', maxConnections: 2, logger });
try {
  const transact = createTransact({ db, relay: { wake: () => undefined } });
  const account = { username: config.BOOTSTRAP_ADMIN_USERNAME, password: config.BOOTSTRAP_ADMIN_PASSWORD };
  const admin = await establishAdmin({ transact, passwords: bcryptPasswords }, account);
  createSecurityLog(logger).note('admin_established', { person_id: admin.id });
} finally {
  await db.destroy();
}
