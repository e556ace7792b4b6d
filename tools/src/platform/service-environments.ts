import { join } from 'node:path';
import type { Secrets } from './secrets.ts';
import type { Servers } from './servers.ts';
import type { Settings } from './settings.ts';

/** One process of the platform and the only variables it gets. */
export interface Service {
  name: string;
  directory: string;
  hasDatabase: boolean;
  /** Heap limit of the process in MB. */
  heapMegabytes: number;
  /** Paths that answer 200 while the process serves, and while it lives. */
  health: { ready: string; live: string };
  variables: string[];
  /** How far it stands back when CPU is short (POSIX, up to 19): nobody waits for it while students wait for their answers. */
  niceness?: number;
  /** Values that follow from where the service stands in the platform. */
  fixed?: Record<string, string>;
}

const EVERYONE = ['LOG_LEVEL', 'RESTAURANT_TIME_ZONE', 'SENTRY_DSN'];
const TOKENS = ['JWT_ISSUER', 'JWT_AUDIENCE', 'JWKS_URL', 'LOG_USER_KEY'];
const RAZORPAY = ['RAZORPAY_KEY_ID', 'RAZORPAY_KEY_SECRET', 'RAZORPAY_WEBHOOK_SECRETS'];
const SMS_KEYS = ['TWILIO_ACCOUNT_SID', 'TWILIO_AUTH_TOKEN', 'MSG91_AUTH_KEY'];
const SMS = [
  'PUBLIC_BASE_URL',
  'SMS_PROVIDERS',
  ...SMS_KEYS,
  'TWILIO_FROM',
  'TWILIO_BASE_URL',
  'MSG91_TEMPLATE_ID',
  'MSG91_BASE_URL',
];
const PUSH = ['GOOGLE_APPLICATION_CREDENTIALS', 'FCM_PROJECT_ID'];
const PUSH_SETTINGS = [...PUSH, 'FCM_BASE_URL', 'PUSH_RETRY_SECONDS'];
const SIGN_IN_LIMITS = [
  'OTP_SENDS_PER_ADDRESS_PER_HOUR',
  'OTP_SENDS_PER_PREFIX_PER_HOUR',
  'OTP_SENDS_PER_HOUR',
  'LOGIN_FAILURES_PER_ADDRESS',
];
const IMAGES = ['S3_ENDPOINT', 'S3_BUCKET', 'S3_ACCESS_KEY_ID', 'S3_SECRET_ACCESS_KEY', 'MEDIA_DIR'];
const BOOTSTRAP = ['BOOTSTRAP_ADMIN_USERNAME', 'BOOTSTRAP_ADMIN_PASSWORD'];
const LIMITS = ['ALLOWED_ORIGINS', 'RATE_LIMIT_PER_MINUTE', 'RATE_LIMIT_ANONYMOUS_PER_MINUTE', 'TRUST_PROXY'];
const SOCKETS = ['SOCKET_SILENCE_SECONDS', 'RECONNECT_SPREAD_SECONDS'];
const PAGES = ['PORTAL_DIR', 'SANDBOX_CHECKOUT_URL'];
const ORIGINS = [
  'AUTH_URL',
  'CATALOG_URL',
  'ORDERING_URL',
  'PAYMENT_URL',
  'NOTIFICATION_URL',
  'REPORTING_URL',
  'REALTIME_URL',
];

/** Who runs and who gets what, in order of start; stopping goes the other way round. */
export const SERVICES: Service[] = [
  {
    ...service('sandbox', [...RAZORPAY, 'RAZORPAY_WEBHOOK_URL', ...SMS_KEYS, ...PUSH]),
    health: { ready: '/health', live: '/health' },
  },
  behindGateway(
    database('auth', [
      ...TOKENS,
      'REDIS_URL',
      'RABBITMQ_URL',
      'JWT_PRIVATE_KEYS_FILE',
      'OTP_TRANSPORT_KEY',
      'OTP_PEPPER',
      ...SIGN_IN_LIMITS,
    ]),
  ),
  database('catalog', [...TOKENS, 'RABBITMQ_URL', ...IMAGES]),
  database('payment', [...TOKENS, 'RABBITMQ_URL', ...RAZORPAY, 'RAZORPAY_BASE_URL']),
  {
    ...database('notification', [...TOKENS, 'RABBITMQ_URL', 'OTP_TRANSPORT_KEY', ...SMS, ...PUSH_SETTINGS]),
    niceness: 5,
  },
  { ...database('reporting', [...TOKENS, 'RABBITMQ_URL']), niceness: 10 },
  database('ordering', [...TOKENS, 'RABBITMQ_URL', 'PAYMENT_URL']),
  service('realtime', [
    ...TOKENS,
    'REDIS_URL',
    'RABBITMQ_URL',
    'AUTH_URL',
    'ORDERING_URL',
    'ALLOWED_ORIGINS',
    'EVENT_STREAM_SECONDS',
  ]),
  {
    ...service('gateway', [...TOKENS, 'REDIS_URL', 'RABBITMQ_URL', ...ORIGINS, ...LIMITS, ...SOCKETS, ...PAGES]),
    directory: 'gateway',
    health: { ready: '/health/gateway', live: '/health/live' },
  },
];

/** Every value a service may get, by name: ours for development, replaced by what the person gave. */
export function platformValues(settings: Settings, servers: Servers, secrets: Secrets): Record<string, string> {
  const origin = (name: string) => `http://127.0.0.1:${settings.ports[name]}`;
  const sandbox = origin('sandbox');
  return {
    RESTAURANT_TIME_ZONE: 'Asia/Kolkata',
    JWT_ISSUER: 'campus-food',
    JWT_AUDIENCE: 'campus-food-api',
    JWKS_URL: `${origin('auth')}/.well-known/jwks.json`,
    ...Object.fromEntries(Object.keys(settings.ports).map((name) => [`${name.toUpperCase()}_URL`, origin(name)])),
    ALLOWED_ORIGINS: [origin('gateway'), `http://localhost:${settings.ports.gateway}`].join(','),
    RAZORPAY_BASE_URL: sandbox,
    TWILIO_BASE_URL: sandbox,
    MSG91_BASE_URL: sandbox,
    FCM_BASE_URL: sandbox,
    RAZORPAY_WEBHOOK_URL: `${origin('gateway')}/api/v1/payments/webhook`,
    PUBLIC_BASE_URL: origin('gateway'),
    SANDBOX_CHECKOUT_URL: `${sandbox}/checkout`,
    SMS_PROVIDERS: 'twilio,msg91',
    MEDIA_DIR: join(settings.localDirectory, 'media'),
    ...secrets,
    ...settings.given,
    NODE_ENV: 'development',
    REDIS_URL: servers.redisUrl,
    RABBITMQ_URL: servers.rabbitmqUrl,
  };
}

/** The whole environment of one service. */
export function environmentOf(
  service: Service,
  settings: Settings,
  values: Record<string, string>,
): Record<string, string> {
  const names = [...EVERYONE, ...service.variables, ...Object.keys(values).filter((name) => name.startsWith('OTEL_'))];
  return {
    ...pick(values, ['PATH', 'HOME', 'LANG', 'NODE_ENV', ...names]),
    ...service.fixed,
    PORT: String(settings.ports[service.name]),
    NODE_COMPILE_CACHE: join(settings.localDirectory, 'compile-cache'),
  };
}

/** The environment of a service's migration. */
export function migrationEnvironment(
  service: Service,
  settings: Settings,
  values: Record<string, string>,
): Record<string, string> {
  return { ...environmentOf(service, settings, values), ...(service.name === 'auth' && pick(values, BOOTSTRAP)) };
}

function pick(values: Record<string, string>, names: string[]): Record<string, string> {
  return Object.fromEntries(names.flatMap((name) => (values[name] ? [[name, values[name]]] : [])));
}

// The gateway tells services exactly one client address, however many proxies stand in front of it.
function behindGateway(service: Service): Service {
  return { ...service, fixed: { TRUST_PROXY: '1' } };
}

function service(name: string, variables: string[]): Service {
  return {
    name,
    directory: `services/${name}`,
    hasDatabase: false,
    heapMegabytes: 160,
    health: { ready: '/health/ready', live: '/health/live' },
    variables,
  };
}

function database(name: string, variables: string[]): Service {
  return { ...service(name, ['DATABASE_URL', ...variables]), hasDatabase: true };
}
