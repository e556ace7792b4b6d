import { z } from 'zod';

const port = z.coerce.number().int().min(0).max(65_535);
const serverUrl = (...schemes: string[]) =>
  z.url({ protocol: new RegExp(`^(${schemes.join('|')})$`), error: `must be a ${schemes[0]}:// URL` });

/** Environment names that mean the same in every service (product.md section 7). Spread the ones a service needs. */
export const settings = {
  service: {
    NODE_ENV: z.enum(['production', 'development', 'test']).default('development'),
    HOST: z.string().default('127.0.0.1'),
    LOG_LEVEL: z.enum(['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent']).default('info'),
    /** Of `/metrics`, beside the service's own port; 9464 in production and any free one elsewhere unless said. */
    METRICS_PORT: port.optional(),
    /** Errors of the log are sent there, too. */
    SENTRY_DSN: serverUrl('https', 'http').optional(),
    /** Spans are recorded and sent there, as OTLP over HTTP in JSON; the exporter reads this and every other `OTEL_EXPORTER_OTLP_*` itself. */
    OTEL_EXPORTER_OTLP_ENDPOINT: serverUrl('http', 'https').optional(),
    /** A tenth of the traces unless said; the words and their meaning are OpenTelemetry's. */
    OTEL_TRACES_SAMPLER: z
      .enum([
        'always_on',
        'always_off',
        'traceidratio',
        'parentbased_always_on',
        'parentbased_always_off',
        'parentbased_traceidratio',
      ])
      .default('parentbased_traceidratio'),
    OTEL_TRACES_SAMPLER_ARG: z.coerce.number().min(0).max(1).default(0.1),
    /** Milliseconds for which spans wait to be sent together. */
    OTEL_BSP_SCHEDULE_DELAY: z.coerce.number().int().positive().default(5_000),
  },
  port: (standard: number) => port.default(standard),
  databaseUrl: serverUrl('postgres', 'postgresql'),
  redisUrl: serverUrl('redis', 'rediss'),
  rabbitmqUrl: serverUrl('amqp', 'amqps'),
  timeZone: z
    .string()
    .default('Asia/Kolkata')
    .refine((zone) => Intl.supportedValuesOf('timeZone').includes(zone) || zone === 'UTC' || zone === 'Asia/Kolkata', {
      error: 'must be an IANA time zone',
    }),
  token: {
    JWT_ISSUER: z.string().min(1),
    JWT_AUDIENCE: z.string().min(1),
    JWKS_URL: serverUrl('http', 'https'),
    /** Keys the hash that stands for a person in log lines; one for the whole platform. */
    LOG_USER_KEY: z.string().min(32).optional(),
  },
  httpOrigin: serverUrl('http', 'https').refine((url) => new URL(url).origin === url.replace(/\/$/, ''), {
    error: 'must be an origin without a path',
  }),
  list: z
    .string()
    .default('')
    .transform((text) =>
      text
        .split(',')
        .map((part) => part.trim())
        .filter(Boolean),
    ),
  hops: z.coerce.number().int().min(0).max(10).default(0),
};

/** Refuses `*_BASE_URL` overrides in production: there the official addresses of the SDKs are the only ones. */
export function refuseInProduction(...keys: string[]) {
  return (env: Record<string, unknown>, context: z.RefinementCtx) => {
    if (env.NODE_ENV !== 'production') return;
    for (const key of keys) {
      if (env[key] !== undefined) {
        context.addIssue({ code: 'custom', path: [key], message: 'must not be set in production' });
      }
    }
  };
}
