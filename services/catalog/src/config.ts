import { readConfigOrExit } from '@campus/config/read-config';
import { settings } from '@campus/config/settings';
import { z } from 'zod';

const schema = z.object({
  ...settings.service,
  ...settings.token,
  PORT: settings.port(8102),
  DATABASE_URL: settings.databaseUrl,
  RABBITMQ_URL: settings.rabbitmqUrl,
});

export type CatalogConfig = z.output<typeof schema>;

export function readCatalogConfig(): CatalogConfig {
  return readConfigOrExit(schema, process.env);
}

/** What the migration needs: it runs before the rest of the environment exists. */
export function readMigrationConfig(): Pick<CatalogConfig, 'DATABASE_URL' | 'LOG_LEVEL'> {
  return readConfigOrExit(schema.pick({ DATABASE_URL: true, LOG_LEVEL: true }), process.env);
}
