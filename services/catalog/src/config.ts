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

export const config = readConfigOrExit(schema, process.env);
