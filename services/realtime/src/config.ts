import { readConfigOrExit } from '@campus/config/read-config';
import { settings } from '@campus/config/settings';
import { z } from 'zod';

export const config = readConfigOrExit(
  z.object({
    ...settings.service,
    ...settings.token,
    PORT: settings.port(8107),
    REDIS_URL: settings.redisUrl,
    RABBITMQ_URL: settings.rabbitmqUrl,
    ALLOWED_ORIGINS: settings.list,
    AUTH_URL: settings.httpOrigin.default('http://127.0.0.1:8101'),
    ORDERING_URL: settings.httpOrigin.default('http://127.0.0.1:8103'),
    EVENT_STREAM_SECONDS: z.coerce.number().int().min(1).max(3_600).default(120),
  }),
  process.env,
);

const isProduction = config.NODE_ENV === 'production';
export const drainMs = isProduction ? 5_000 : 0;
export const spreadMs = isProduction ? 10_000 : 0;
