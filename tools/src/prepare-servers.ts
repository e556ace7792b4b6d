import { readConfigOrExit } from '@campus/config/read-config';
import { settings } from '@campus/config/settings';
import { provisionDatabase } from '@campus/database/provision';
import { provisionRole } from '@campus/database/provision-role';
import { z } from 'zod';
import { SERVICES } from './platform/service-environments.ts';
import { declareTopology } from './platform/topology.ts';

// For servers that nobody else prepares (Docker Compose): databases with an owner, who migrates, and the role a service runs as; queues
// with their bindings. Safe to repeat; passwords are set anew each time, so changing .env changes them.
const owners = SERVICES.filter(({ hasDatabase }) => hasDatabase).map(({ name }) => name);
const password = z.string().min(16);
const config = readConfigOrExit(
  z.object({
    DATABASE_ADMIN_URL: settings.databaseUrl,
    RABBITMQ_URL: settings.rabbitmqUrl,
    DATABASE_PREFIX: z.string().default('campus_'),
    ...Object.fromEntries(owners.flatMap((name) => passwordNames(name).map((key) => [key, password]))),
  }),
  process.env,
) as Record<string, string> & { DATABASE_ADMIN_URL: string; RABBITMQ_URL: string; DATABASE_PREFIX: string };

function passwordNames(name: string): [owner: string, runtime: string] {
  return [`${name.toUpperCase()}_OWNER_DATABASE_PASSWORD`, `${name.toUpperCase()}_DATABASE_PASSWORD`];
}

for (const name of owners) {
  const [owner, runtime] = passwordNames(name);
  const database = `${config.DATABASE_PREFIX}${name}`;
  await provisionDatabase(config.DATABASE_ADMIN_URL, { database, role: database, password: config[owner] ?? '' });
  await provisionRole(config.DATABASE_ADMIN_URL, { role: `${database}_app`, password: config[runtime] ?? '' });
}
console.log(`${owners.length} databases are there, each with an owner and the role its service runs as`);
await declareTopology(config.RABBITMQ_URL);
console.log('queues and bindings are declared');
