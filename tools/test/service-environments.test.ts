import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { environmentOf, platformValues, SERVICES } from '../src/platform/service-environments.ts';
import { ROOT, type Settings } from '../src/platform/settings.ts';

const SECRETS = {
  JWT_PRIVATE_KEYS_FILE: ['auth'],
  LOG_USER_KEY: ['auth', 'catalog', 'gateway', 'notification', 'ordering', 'payment', 'realtime', 'reporting'],
  OTP_PEPPER: ['auth'],
  OTP_TRANSPORT_KEY: ['auth', 'notification'],
  RAZORPAY_KEY_SECRET: ['payment', 'sandbox'],
  RAZORPAY_WEBHOOK_SECRETS: ['payment', 'sandbox'],
  TWILIO_AUTH_TOKEN: ['notification', 'sandbox'],
  MSG91_AUTH_KEY: ['notification', 'sandbox'],
  GOOGLE_APPLICATION_CREDENTIALS: ['notification', 'sandbox'],
  AUTH_DATABASE_PASSWORD: [],
  BOOTSTRAP_ADMIN_PASSWORD: [],
  DEMO_STAFF_PASSWORD: [],
};

const settings: Settings = {
  root: ROOT,
  localDirectory: '/tmp/local',
  databaseAdminUrl: 'postgres://127.0.0.1/postgres',
  databasePrefix: 'campus_',
  redisUrl: 'redis://127.0.0.1/4',
  rabbitmqUrl: 'amqp://127.0.0.1/campus',
  ports: Object.fromEntries(SERVICES.map(({ name }, index) => [name, 9_000 + index])),
  given: { LOG_LEVEL: 'debug', OTEL_EXPORTER_OTLP_ENDPOINT: 'http://127.0.0.1:4318', SOMETHING_ELSE: 'private' },
};

const servers = {
  postgresAdminUrl: 'postgres://127.0.0.1/postgres',
  redisUrl: 'redis://127.0.0.1/4',
  rabbitmqUrl: 'amqp://127.0.0.1/campus',
  rabbitmqctl: undefined,
};

const secretValues = Object.fromEntries(Object.keys(SECRETS).map((name) => [name, `secret of ${name}`]));
const values = platformValues(settings, servers, secretValues);
const environments = SERVICES.map((service) => ({ name: service.name, env: environmentOf(service, settings, values) }));

test('S07: no program but auth’s knows the private keys by name', () => {
  const sources = ['libs', 'services', 'gateway'].flatMap((place) =>
    globSync(`${place}/**/src/**/*.ts`, { cwd: ROOT, exclude: ['**/node_modules/**'] }),
  );
  const naming = sources.filter((file) => readFileSync(join(ROOT, file), 'utf8').includes('JWT_PRIVATE_KEYS_FILE'));
  expect(sources.length).toBeGreaterThan(300);
  expect(naming.filter((file) => !file.startsWith('services/auth/src/'))).toEqual([]);
  expect(naming).toContain('services/auth/src/config.ts');
});

test.each(Object.entries(SECRETS))('S07: %s reaches only those who need it', (secret, owners) => {
  const receivers = environments.filter(({ env }) => secret in env).map(({ name }) => name);
  expect(receivers.sort()).toEqual(owners);
});

test('what a person sets reaches every service, what does not concern the platform reaches none', () => {
  for (const { env } of environments) {
    expect(env).toMatchObject({ LOG_LEVEL: 'debug', OTEL_EXPORTER_OTLP_ENDPOINT: 'http://127.0.0.1:4318' });
    expect(env).not.toHaveProperty('SOMETHING_ELSE');
  }
});

test('addresses follow the ports', () => {
  const gateway = environments.find(({ name }) => name === 'gateway');
  expect(gateway?.env).toMatchObject({
    PORT: String(settings.ports.gateway),
    ORDERING_URL: `http://127.0.0.1:${settings.ports.ordering}`,
    JWKS_URL: `http://127.0.0.1:${settings.ports.auth}/.well-known/jwks.json`,
  });
});

test('.env.example documents every variable a service may get', () => {
  const documented = readFileSync(join(ROOT, '.env.example'), 'utf8');
  const names = new Set(SERVICES.flatMap(({ variables }) => variables));
  expect([...names].filter((name) => !documented.includes(`${name}=`))).toEqual([]);
});

test.each(SERVICES)(
  '$name is given every variable that its configuration names',
  ({ name, directory, variables, fixed }) => {
    const file = join(ROOT, directory, 'src/config.ts');
    const named = [...readFileSync(file, 'utf8').matchAll(/^\s+([A-Z][A-Z0-9_]+):/gm)].map(
      ([, variable = '']) => variable,
    );
    const known = new Set([
      ...variables,
      ...Object.keys(fixed ?? {}),
      'PORT',
      'LOG_LEVEL',
      'HOST',
      'NODE_ENV',
      'RESTAURANT_TIME_ZONE',
      'SENTRY_DSN',
    ]);
    const onlyForMigrations = name === 'auth' ? ['BOOTSTRAP_ADMIN_USERNAME', 'BOOTSTRAP_ADMIN_PASSWORD'] : [];
    expect(named.filter((variable) => !known.has(variable) && !onlyForMigrations.includes(variable))).toEqual([]);
  },
);
