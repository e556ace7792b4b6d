import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Db } from '@campus/database/connect';
import { freshVhost } from '@campus/testing/broker';
import { freshDatabase } from '@campus/testing/database';
import { type RunningProcess, startProcess } from '@campus/testing/process';
import { freshRedis } from '@campus/testing/redis';
import { startTcpProxy, type TcpProxy } from '@campus/testing/tcp-proxy';
import { afterAll } from 'vitest';
import { runMigrations } from '../../tools/src/platform/migrations.ts';
import { freePort } from '../../tools/src/platform/ports.ts';
import { migrationPrograms } from '../../tools/src/platform/programs.ts';
import { ensureSecrets, type Secrets } from '../../tools/src/platform/secrets.ts';
import {
  environmentOf,
  platformValues,
  SERVICES,
  type Service,
} from '../../tools/src/platform/service-environments.ts';
import { ROOT, type Settings } from '../../tools/src/platform/settings.ts';
import { declareTopology } from '../../tools/src/platform/topology.ts';
import { startWitness, type Witness } from './witness.ts';

const DATABASES = ['auth', 'catalog', 'ordering', 'payment', 'notification', 'reporting'] as const;
const PROCESSES = [...DATABASES, 'realtime', 'gateway', 'sandbox'] as const;
export type DatabaseName = (typeof DATABASES)[number];
export type ProcessName = (typeof PROCESSES)[number];

/** The whole platform as it runs in production, nine processes, with servers' spaces of its own. */
export interface Platform {
  /** Where everybody comes in: the witness, who passes it on to the gateway and looks at every answer. */
  gateway: string;
  /** Where browsers come in: pages are no answers of the API, and sockets are for this origin only. */
  pages: string;
  /** The same by a way that can be cut. */
  pagesLink: TcpProxy;
  witness: Witness;
  sandbox: string;
  services: Record<ProcessName, RunningProcess>;
  databases: Record<DatabaseName, Db>;
  databaseUrls: Record<DatabaseName, string>;
  rabbitmqUrl: string;
  redisUrl: string;
  /** Between notification and RabbitMQ. */
  notificationLink: TcpProxy;
  secrets: Secrets;
  /** One more process of a service, on a port of its own, with these variables instead of its own; an empty one is left out. */
  startReplica(name: ProcessName, variables: Record<string, string>): Promise<RunningProcess>;
}

// The tests come from one address and are quicker than any campus.
const LIMITS = { RATE_LIMIT_PER_MINUTE: '100000', RATE_LIMIT_ANONYMOUS_PER_MINUTE: '100000' };

/** Starts everything on free ports, until all are ready, with `extra` in the environment. Gone at the end of the test file. */
export async function startPlatform(extra: Record<string, string> = {}): Promise<Platform> {
  const { settings, witness, pagesLink } = await testSettings(extra);
  const secrets = ensureSecrets(settings);
  const rabbitmqUrl = await freshVhost();
  const servers = { postgresAdminUrl: '', redisUrl: await freshRedis(), rabbitmqUrl, rabbitmqctl: undefined };
  const values = platformValues(settings, servers, secrets);
  const databases = await Promise.all(DATABASES.map(async (name) => ({ name, ...(await openDatabase(name)) })));
  const urls: Record<string, string> = Object.fromEntries(databases.map(({ name, url }) => [name, url]));
  await declareTopology(rabbitmqUrl);
  // The databases are migrated already; this is how auth gets its first admin.
  await runMigrations(migrationPrograms(settings, values, urls).filter(({ name }) => name === 'auth'));

  const notificationLink = await startTcpProxy(rabbitmqUrl);
  const started = new Map<string, RunningProcess>();
  const environments = new Map<string, Record<string, string>>();
  await fewAtOnce(SERVICES, async (service) => {
    const own = {
      ...values,
      DATABASE_URL: urls[service.name] ?? '',
      RABBITMQ_URL: service.name === 'notification' ? notificationLink.url : rabbitmqUrl,
    };
    // The compile cache of all tests is warm, one of our own would be cold.
    const { NODE_COMPILE_CACHE: _, ...environment } = environmentOf(service, settings, own);
    environments.set(service.name, environment);
    started.set(service.name, await startProcess(entryOf(service), environment, service.health.ready));
  });
  const services = Object.fromEntries(started) as Record<ProcessName, RunningProcess>;
  return {
    gateway: witness.url,
    pages: `http://127.0.0.1:${settings.ports.gateway}`,
    pagesLink,
    witness,
    sandbox: services.sandbox.url,
    services,
    databases: Object.fromEntries(databases.map(({ name, db }) => [name, db])) as Record<DatabaseName, Db>,
    databaseUrls: urls as Record<DatabaseName, string>,
    rabbitmqUrl,
    redisUrl: servers.redisUrl,
    notificationLink,
    secrets,
    async startReplica(name, variables) {
      const service = SERVICES.find((one) => one.name === name);
      if (!service) throw new Error(`There is no ${name}`);
      // Two replicas on one machine: in production both would show their metrics on the same port.
      const METRICS_PORT = String(await freePort());
      const merged: Record<string, string> = { ...environments.get(name), METRICS_PORT, ...variables };
      const { PORT: _, ...environment } = merged;
      const given = Object.entries(environment).filter(([, value]) => value !== '');
      return startProcess(entryOf(service), Object.fromEntries(given), service.health.ready);
    },
  };
}

function entryOf({ directory }: Service): string {
  return join(ROOT, directory, 'src/main.ts');
}

async function testSettings(
  extra: Record<string, string>,
): Promise<{ settings: Settings; witness: Witness; pagesLink: TcpProxy }> {
  const localDirectory = await mkdtemp(join(tmpdir(), 'campus-e2e-'));
  afterAll(() => rm(localDirectory, { recursive: true }));
  const ports = Object.fromEntries(await Promise.all(PROCESSES.map(async (name) => [name, await freePort()])));
  const gateway = `http://127.0.0.1:${ports.gateway}`;
  const [witness, pagesLink] = await Promise.all([startWitness(gateway), startTcpProxy(gateway)]);
  const origins = { ALLOWED_ORIGINS: [gateway, new URL(pagesLink.url).origin].join(',') };
  const webhooks = { RAZORPAY_WEBHOOK_URL: `${witness.url}/api/v1/payments/webhook` };
  const settings = {
    root: ROOT,
    localDirectory,
    databaseAdminUrl: '',
    databasePrefix: '',
    redisUrl: '',
    rabbitmqUrl: '',
    ports,
    // Of the developer's own environment nothing else: it may name real providers.
    given: {
      PATH: process.env.PATH ?? '',
      HOME: process.env.HOME ?? '',
      LOG_LEVEL: 'info',
      ...LIMITS,
      ...webhooks,
      ...origins,
      ...extra,
    },
  };
  return { settings, witness, pagesLink };
}

// Nine at once on two cores would make each of them slow to become ready.
async function fewAtOnce<Item>(items: Item[], work: (item: Item) => Promise<void>): Promise<void> {
  const waiting = [...items];
  const turn = async () => {
    for (let next = waiting.shift(); next; next = waiting.shift()) await work(next);
  };
  await Promise.all([turn(), turn(), turn()]);
}

function openDatabase(name: DatabaseName): Promise<{ url: string; db: Db }> {
  return freshDatabase(name, new URL(`../../services/${name}/migrations/`, import.meta.url));
}
