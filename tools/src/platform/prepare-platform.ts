import { provisionDatabases } from './databases.ts';
import { runMigrations } from './migrations.ts';
import { migrationPrograms } from './programs.ts';
import { ensureSecrets, type Secrets } from './secrets.ts';
import type { Servers } from './servers.ts';
import { platformValues } from './service-environments.ts';
import type { Settings } from './settings.ts';
import { declareTopology } from './topology.ts';
import { ensureVhost } from './vhost.ts';

/** Everything the services need before the first of them starts. */
export interface PreparedPlatform {
  secrets: Secrets;
  /** Every value a service may get, by name. */
  values: Record<string, string>;
  /** The DATABASE_URL of each service that has a database. */
  databaseUrls: Record<string, string>;
}

/** Makes vhost, queues and databases on the servers, and migrates. Throws `SetupFault`. */
export async function preparePlatform(settings: Settings, servers: Servers): Promise<PreparedPlatform> {
  await ensureVhost(servers);
  await declareTopology(servers.rabbitmqUrl);
  const secrets = ensureSecrets(settings);
  const databaseUrls = await provisionDatabases(settings, servers.postgresAdminUrl, secrets);
  const values = platformValues(settings, servers, secrets);
  console.log('migrating six databases');
  await runMigrations(migrationPrograms(settings, values, databaseUrls));
  return { secrets, values, databaseUrls };
}
