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
import { environmentOf, platformValues, SERVICES } from '../../tools/src/platform/service-environments.ts';
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
}

// The tests come from one address and are quicker than any campus.
const LIMITS = { RATE_LIMIT_PER_MINUTE: '100000', RATE_LIMIT_ANONYMOUS_PER_MINUTE: '100000' };

/** Starts everything on free ports, until all are ready, with `extra` in the environment. Gone at the end of the test file. */
export async function startPlatform(extra: Record<string, string> = {}): Promise<Platform> {
  const { settings, witness } = await testSettings(extra);
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
  await fewAtOnce(SERVICES, async (service) => {
    const own = {
      ...values,
      DATABASE_URL: urls[service.name] ?? '',
      RABBITMQ_URL: service.name === 'notification' ? notificationLink.url : rabbitmqUrl,
    };
    const entry = join(ROOT, service.directory, 'src/main.ts');
    // The compile cache of all tests is warm, one of our own would be cold.
    const { NODE_COMPILE_CACHE: _, ...environment } = environmentOf(service, settings, own);
    started.set(service.name, await startProcess(entry, environment, service.health.ready));
  });
  const services = Object.fromEntries(started) as Record<ProcessName, RunningProcess>;
  return {
    gateway: witness.url,
    pages: `http://127.0.0.1:${settings.ports.gateway}`,
    witness,
    sandbox: services.sandbox.url,
    services,
    databases: Object.fromEntries(databases.map(({ name, db }) => [name, db])) as Record<DatabaseName, Db>,
    databaseUrls: urls as Record<DatabaseName, string>,
    rabbitmqUrl,
    redisUrl: servers.redisUrl,
    notificationLink,
    secrets,
  };
}

async function testSettings(extra: Record<string, string>): Promise<{ settings: Settings; witness: Witness }> {
  const localDirectory = await mkdtemp(join(tmpdir(), 'campus-e2e-'));
  afterAll(() => rm(localDirectory, { recursive: true }));
  const ports = Object.fromEntries(await Promise.all(PROCESSES.map(async (name) => [name, await freePort()])));
  const witness = await startWitness(`http://127.0.0.1:${ports.gateway}`);
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
      ...extra,
    },
  };
  return { settings, witness };
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
