import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { AuditAccess, DatabaseName } from '../../audit/access.ts';
import { DATABASES } from '../../audit/access.ts';
import { provisionDatabases } from '../../platform/databases.ts';
import { runMigrations } from '../../platform/migrations.ts';
import { waitUntilOrderable } from '../../platform/orderable.ts';
import { migrationPrograms, type Program } from '../../platform/programs.ts';
import { ensureSecrets, type Secrets } from '../../platform/secrets.ts';
import { seed } from '../../platform/seed.ts';
import { platformValues, SERVICES } from '../../platform/service-environments.ts';
import type { Settings } from '../../platform/settings.ts';
import { declareTopology } from '../../platform/topology.ts';
import { type Disks, mediaOf, openDisks, unmountStale } from './disks.ts';
import { findFakeClock } from './fake-clock.ts';
import { type Fleet, startFleet } from './fleet.ts';
import { type Network, openNetwork } from './network.ts';
import { portDesk } from './ports.ts';
import { planReplicas, programOf, type Surroundings } from './replicas.ts';
import { type OwnServer, type ServerName, startServers } from './servers.ts';
import { findVersionBefore, type VersionBefore } from './version-before.ts';

/** The whole platform, each process twice where production has it twice, every dependency behind a way that can fail. */
export interface Stage {
  gateway: string;
  /** The provider's stand-in, past every way: what it says is never in doubt. */
  sandbox: string;
  secrets: Secrets;
  servers: Record<ServerName, OwnServer>;
  network: Network;
  fleet: Fleet;
  /** Past every way, as the superuser. */
  databaseUrl(name: DatabaseName): string;
  auditAccess(): AuditAccess;
  /** Moves the clock of a process that has one of its own, in seconds; undefined where the machine has no libfaketime. */
  moveClock: ((replica: string, seconds: number) => void) | undefined;
  directory: string;
  /** The sources that everybody runs, unless a fault moves them. */
  sources: string;
  versionBefore: VersionBefore;
  disks: Disks;
  /** The program that brings the database of a service to the newest migration of the sources in `root`. */
  migration(service: DatabaseName, root: string): Program;
  /** Where catalog keeps its pictures. */
  mediaDirectory: string;
}

export interface StageOptions {
  /** `root` are the sources to run, `localDirectory` is emptied first. */
  settings: Settings;
  /** The revision that is the version before; undefined lets git say. */
  before: string | undefined;
  onStop: (undo: () => Promise<void>) => void;
  tell: (line: string) => void;
}

const PREFIX = 'faults_';
// Whoever comes from one address is many here, and quicker than any campus.
const LIMITS = {
  RATE_LIMIT_PER_MINUTE: '100000',
  RATE_LIMIT_ANONYMOUS_PER_MINUTE: '100000',
  OTP_SENDS_PER_ADDRESS_PER_HOUR: '100000',
  OTP_SENDS_PER_PREFIX_PER_HOUR: '100000',
  OTP_SENDS_PER_HOUR: '100000',
};

/** Starts everything until an order can be placed. What it starts it ends, what it writes lies below `settings.localDirectory`. */
export async function openStage({ settings: given, before, onStop, tell }: StageOptions): Promise<Stage> {
  const takePort = portDesk();
  const network = await openNetwork(
    SERVICES.map(({ name }) => name),
    takePort,
  );
  onStop(async () => network.close());
  await unmountStale(given);
  const settings = ownSettings(given, network);
  const secrets = ensureSecrets(settings);

  const disks = await openDisks(settings, onStop);
  tell('starting PostgreSQL, RabbitMQ and Redis of its own');
  const servers = await startServers(settings, { onStop, moved: network.toServers });
  const adminUrl = servers.postgres.url();
  const databaseUrls = await provisionDatabases(settings, adminUrl, secrets);
  await declareTopology(servers.rabbitmq.url());
  const values = platformValues(
    settings,
    {
      postgresAdminUrl: adminUrl,
      redisUrl: servers.redis.url(),
      rabbitmqUrl: servers.rabbitmq.url(),
      rabbitmqctl: undefined,
    },
    secrets,
  );
  tell('migrating six databases');
  await runMigrations(migrationPrograms(settings, values, databaseUrls));

  const replicas = await planReplicas(takePort);
  const clock = findFakeClock(settings.localDirectory);
  const surroundings = surroundingsOf({ settings, values, databaseUrls, network, servers, clock });
  tell(`starting ${replicas.length} processes`);
  const fleet = startFleet(
    replicas,
    replicas.map((replica) => programOf(replica, surroundings)),
    tell,
  );
  onStop(fleet.stop);
  network.toReplicas(replicas, fleet.isReady);
  await fleet.untilReady(
    replicas.map(({ name }) => name),
    120_000,
  );
  const dishes = await seed(settings, values);
  await waitUntilOrderable(settings, dishes);

  const migration = (service: DatabaseName, root: string): Program => {
    const ways = Object.fromEntries(
      Object.entries(databaseUrls).map(([name, url]) => [name, network.through(name, url, 'postgres')]),
    );
    const program = migrationPrograms({ ...settings, root }, values, ways).find(({ name }) => name === service);
    if (!program) throw new Error(`${service} has no migrations.`);
    return program;
  };
  const databaseUrl = (name: DatabaseName) => inDatabase(servers.postgres.url(), `${PREFIX}${name}`);
  const sandbox = `http://127.0.0.1:${replicas.find(({ name }) => name === 'sandbox')?.port}`;
  return {
    gateway: `http://127.0.0.1:${settings.ports.gateway}`,
    sandbox,
    secrets,
    servers,
    network,
    fleet,
    databaseUrl,
    moveClock: clock?.move,
    directory: settings.localDirectory,
    sources: settings.root,
    disks,
    migration,
    mediaDirectory: mediaOf(settings),
    versionBefore: await findVersionBefore(settings.localDirectory, before),
    auditAccess: () => ({
      databaseUrls: Object.fromEntries(DATABASES.map((name) => [name, databaseUrl(name)])) as Record<
        DatabaseName,
        string
      >,
      redisUrl: servers.redis.url(),
      rabbitmqUrl: servers.rabbitmq.url(),
      rabbitmqctl: servers.rabbitmq.rabbitmqctl(),
      sandboxUrl: sandbox,
    }),
  };
}

/** Everybody knows everybody by the ways; of the person's environment nothing is passed on: it may name real providers. */
function ownSettings(given: Settings, network: Network): Settings {
  const directory = given.localDirectory;
  for (const stale of ['logs', 'rabbitmq', 'redis', 'postgres', 'media'])
    rmSync(join(directory, stale), { recursive: true, force: true });
  mkdirSync(join(directory, 'logs'), { recursive: true });
  mkdirSync(join(directory, 'no-pages'), { recursive: true });
  return {
    ...given,
    databasePrefix: PREFIX,
    ports: Object.fromEntries(SERVICES.map(({ name }) => [name, network.portOf(name)])),
    given: {
      PATH: process.env.PATH ?? '',
      HOME: process.env.HOME ?? '',
      LOG_LEVEL: 'info',
      PORTAL_DIR: join(directory, 'no-pages'),
      ...LIMITS,
    },
  };
}

interface Parts {
  settings: Settings;
  values: Record<string, string>;
  databaseUrls: Record<string, string>;
  network: Network;
  servers: Record<ServerName, OwnServer>;
  clock: ReturnType<typeof findFakeClock>;
}

function surroundingsOf({ settings, values, databaseUrls, network, servers, clock }: Parts): Surroundings {
  const USES_SANDBOX: Record<string, string[]> = {
    payment: ['RAZORPAY_BASE_URL'],
    notification: ['TWILIO_BASE_URL', 'MSG91_BASE_URL', 'FCM_BASE_URL'],
  };
  const own = (service: string): Record<string, string> => ({
    ...(databaseUrls[service] && { DATABASE_URL: network.through(service, databaseUrls[service], 'postgres') }),
    ...(service !== 'sandbox' && { RABBITMQ_URL: network.through(service, servers.rabbitmq.url(), 'rabbitmq') }),
    ...(['auth', 'realtime', 'gateway'].includes(service) && {
      REDIS_URL: network.through(service, servers.redis.url(), 'redis'),
    }),
    ...Object.fromEntries(
      (USES_SANDBOX[service] ?? []).map((name) => [name, network.through(service, values[name] ?? '', 'sandbox')]),
    ),
  });
  return {
    settings,
    values,
    own,
    extra: (replica) => clock?.environmentOf(replica) ?? {},
    logsDirectory: join(settings.localDirectory, 'logs'),
    compileCache: join(settings.localDirectory, 'compile-cache'),
  };
}

function inDatabase(text: string, database: string): string {
  const url = new URL(text);
  url.pathname = `/${database}`;
  return url.href;
}
