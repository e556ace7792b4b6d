import { readConfigOrExit } from '@campus/config/read-config';
import { settings } from '@campus/config/settings';
import { z } from 'zod';

const schema = z.object({
  ...settings.service,
  ...settings.token,
  PORT: settings.port(8106),
  DATABASE_URL: settings.databaseUrl,
  RABBITMQ_URL: settings.rabbitmqUrl,
  RESTAURANT_TIME_ZONE: settings.timeZone,
});

export type ReportingConfig = z.output<typeof schema>;

export function readReportingConfig(): ReportingConfig {
  return readConfigOrExit(schema, process.env);
}

/** What the migration needs: it runs before the rest of the environment exists. */
export function readMigrationConfig(): Pick<ReportingConfig, 'DATABASE_URL' | 'LOG_LEVEL'> {
  return readConfigOrExit(schema.pick({ DATABASE_URL: true, LOG_LEVEL: true }), process.env);
}
