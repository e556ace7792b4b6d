import { readConfigOrExit } from '@campus/config/read-config';
import { settings } from '@campus/config/settings';
import { z } from 'zod';
import type { Upstreams } from './proxy.ts';

const perMinute = (standard: number) => z.coerce.number().int().min(1).default(standard);
const upstream = (port: number) => settings.httpOrigin.default(`http://127.0.0.1:${port}`);

export const config = readConfigOrExit(
  z.object({
    ...settings.service,
    ...settings.token,
    PORT: settings.port(8000),
    REDIS_URL: settings.redisUrl,
    RABBITMQ_URL: settings.rabbitmqUrl,
    ALLOWED_ORIGINS: settings.list,
    RATE_LIMIT_PER_MINUTE: perMinute(100),
    RATE_LIMIT_ANONYMOUS_PER_MINUTE: perMinute(600),
    TRUST_PROXY: settings.hops,
    AUTH_URL: upstream(8101),
    CATALOG_URL: upstream(8102),
    ORDERING_URL: upstream(8103),
    PAYMENT_URL: upstream(8104),
    NOTIFICATION_URL: upstream(8105),
    REPORTING_URL: upstream(8106),
    REALTIME_URL: upstream(8107),
  }),
  process.env,
);

const isProduction = config.NODE_ENV === 'production';
export const drainMs = isProduction ? 5_000 : 0;
export const spreadMs = isProduction ? 10_000 : 0;

export const upstreams: Upstreams = {
  auth: config.AUTH_URL,
  catalog: config.CATALOG_URL,
  ordering: config.ORDERING_URL,
  payment: config.PAYMENT_URL,
  notification: config.NOTIFICATION_URL,
  reporting: config.REPORTING_URL,
  realtime: config.REALTIME_URL,
};
