import { fileURLToPath } from 'node:url';
import { readConfigOrExit } from '@campus/config/read-config';
import { refuseInProduction, settings } from '@campus/config/settings';
import { z } from 'zod';
import type { Checkout } from './pages/page-policy.ts';
import type { Upstreams } from './proxy.ts';

const perMinute = (standard: number) => z.coerce.number().int().min(1).default(standard);
const seconds = z.coerce.number().int().min(0).max(600);
const upstream = (port: number) => settings.httpOrigin.default(`http://127.0.0.1:${port}`);

const BUILT_PORTAL = fileURLToPath(new URL('../../services/portal/dist', import.meta.url));
const RAZORPAY_SCRIPT = 'https://checkout.razorpay.com/v1/checkout.js';

const environment = z
  .object({
    ...settings.service,
    ...settings.token,
    PORT: settings.port(8000),
    REDIS_URL: settings.redisUrl,
    RABBITMQ_URL: settings.rabbitmqUrl,
    RESTAURANT_TIME_ZONE: settings.timeZone,
    ALLOWED_ORIGINS: settings.list,
    RATE_LIMIT_PER_MINUTE: perMinute(100),
    RATE_LIMIT_ANONYMOUS_PER_MINUTE: perMinute(600),
    TRUST_PROXY: settings.hops,
    SOCKET_SILENCE_SECONDS: seconds.min(1).default(60),
    RECONNECT_SPREAD_SECONDS: seconds.optional(),
    PORTAL_DIR: z.string().default(BUILT_PORTAL),
    SANDBOX_CHECKOUT_URL: z.url({ protocol: /^https?$/ }).optional(),
    AUTH_URL: upstream(8101),
    CATALOG_URL: upstream(8102),
    ORDERING_URL: upstream(8103),
    PAYMENT_URL: upstream(8104),
    NOTIFICATION_URL: upstream(8105),
    REPORTING_URL: upstream(8106),
    REALTIME_URL: upstream(8107),
  })
  .superRefine(refuseInProduction('SANDBOX_CHECKOUT_URL'));

export const config = readConfigOrExit(environment, process.env);

export const checkout: Checkout = config.SANDBOX_CHECKOUT_URL
  ? { kind: 'sandbox', url: config.SANDBOX_CHECKOUT_URL }
  : { kind: 'razorpay', script: RAZORPAY_SCRIPT };

const isProduction = config.NODE_ENV === 'production';
export const drainMs = isProduction ? 5_000 : 0;
export const spreadMs = (config.RECONNECT_SPREAD_SECONDS ?? (isProduction ? 10 : 0)) * 1_000;
export const socketSilenceMs = config.SOCKET_SILENCE_SECONDS * 1_000;

export const upstreams: Upstreams = {
  auth: config.AUTH_URL,
  catalog: config.CATALOG_URL,
  ordering: config.ORDERING_URL,
  payment: config.PAYMENT_URL,
  notification: config.NOTIFICATION_URL,
  reporting: config.REPORTING_URL,
  realtime: config.REALTIME_URL,
};
