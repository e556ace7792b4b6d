import { readConfigOrExit } from '@campus/config/read-config';
import { settings } from '@campus/config/settings';
import { z } from 'zod';

const schema = z.object({
  ...settings.service,
  ...settings.token,
  PORT: settings.port(8103),
  DATABASE_URL: settings.databaseUrl,
  RABBITMQ_URL: settings.rabbitmqUrl,
  RESTAURANT_TIME_ZONE: settings.timeZone,
  PAYMENT_URL: settings.httpOrigin.default('http://127.0.0.1:8104'),
});

export const config = readConfigOrExit(schema, process.env);
