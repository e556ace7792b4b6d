import { join } from 'node:path';
import { composeRabbitmqctl, dockerRuns, startWithCompose, stopWithCompose } from './compose-servers.ts';
import { withLock } from './lock-file.ts';
import { startPrivately, stopPrivately } from './private-servers.ts';
import { answers, type ServerName } from './server-probes.ts';
import { ensureServerPrograms } from './server-programs.ts';
import { readRegistry, type StartedServer, withMyself, withoutMyself, writeRegistry } from './server-registry.ts';
import type { Settings } from './settings.ts';
import { systemRabbitmqctl } from './system-rabbitmqctl.ts';

/** Where the three servers are. */
export interface Servers {
  postgresAdminUrl: string;
  redisUrl: string;
  rabbitmqUrl: string;
  /** The argv prefix that administers this broker, or undefined when we may not. */
  rabbitmqctl: string[] | undefined;
}

/**
 * Finds or starts PostgreSQL, Redis and RabbitMQ: those that answer at their URL, those this checkout started earlier, Docker Compose,
 * or private instances. Registers this process as their user; `releaseServers` gives them back. Throws `SetupFault`.
 */
export function ensureServers(settings: Settings): Promise<Servers> {
  return withLock(lockFile(settings), async () => {
    const registry = readRegistry(settings.localDirectory);
    const configured = configuredUrls(settings);
    const names: ServerName[] = ['postgres', 'redis', 'rabbitmq'];

    const external = await namesWhere(names, (name) => answers[name](configured[name]));
    for (const name of external)
      console.log(`${name}: using the one that runs at ${withoutPassword(configured[name])}`);
    const ours = names.filter((name) => !external.includes(name));
    const alive = await namesWhere(ours, async (name) => answersAgain(name, registry.servers[name]));
    const absent = ours.filter((name) => !alive.includes(name));

    const started = await startServers(settings, absent);
    const servers = { ...registry.servers, ...started };
    writeRegistry(settings.localDirectory, { servers, users: withMyself(registry.users) });
    const inUse = (name: ServerName) => (external.includes(name) ? undefined : servers[name]);
    for (const name of ours) console.log(`${name}: ${inUse(name)?.how} at ${withoutPassword(inUse(name)?.url ?? '')}`);
    return {
      postgresAdminUrl: inUse('postgres')?.url ?? configured.postgres,
      redisUrl: movedTo(inUse('redis'), configured.redis),
      rabbitmqUrl: movedTo(inUse('rabbitmq'), configured.rabbitmq),
      rabbitmqctl: inUse('rabbitmq')?.rabbitmqctl ?? (await externalRabbitmqctl(settings)),
    };
  });
}

/** Stops the servers this checkout started, unless another of its programs still uses them. */
export function releaseServers(settings: Settings): Promise<void> {
  return withLock(lockFile(settings), async () => {
    const registry = readRegistry(settings.localDirectory);
    const users = withoutMyself(registry.users);
    if (users.length === 0) await stopServers(settings, registry.servers);
    writeRegistry(settings.localDirectory, { servers: users.length === 0 ? {} : registry.servers, users });
  });
}

/** Where each server is expected to be now, without starting anything. */
export function locateServers(settings: Settings): { name: ServerName; how: string; url: string }[] {
  const { servers } = readRegistry(settings.localDirectory);
  const configured = Object.entries(configuredUrls(settings)) as [ServerName, string][];
  return configured.map(([name, url]) => ({
    name,
    how: servers[name]?.how ?? 'not ours',
    url: servers[name]?.url ?? url,
  }));
}

async function startServers(
  settings: Settings,
  names: ServerName[],
): Promise<Partial<Record<ServerName, StartedServer>>> {
  if (names.length === 0) return {};
  if (await dockerRuns()) return startWithCompose(settings, names);
  await ensureServerPrograms(settings, names);
  return startPrivately(settings, names);
}

async function stopServers(settings: Settings, servers: Partial<Record<ServerName, StartedServer>>): Promise<void> {
  const all = Object.entries(servers) as [ServerName, StartedServer][];
  const composed = all.filter(([, server]) => server.how === 'compose').map(([name]) => name);
  await Promise.all([
    ...all.map(([, server]) => stopPrivately(server)),
    composed.length > 0 ? stopWithCompose(settings, composed) : undefined,
  ]);
}

async function externalRabbitmqctl(settings: Settings): Promise<string[] | undefined> {
  return (await systemRabbitmqctl(settings.rabbitmqUrl)) ?? (await composeRabbitmqctl(settings));
}

function configuredUrls(settings: Settings): Record<ServerName, string> {
  return { postgres: settings.databaseAdminUrl, redis: settings.redisUrl, rabbitmq: settings.rabbitmqUrl };
}

async function answersAgain(name: ServerName, server: StartedServer | undefined): Promise<boolean> {
  return server !== undefined && answers[name](server.url);
}

async function namesWhere(names: ServerName[], holds: (name: ServerName) => Promise<boolean>): Promise<ServerName[]> {
  const verdicts = await Promise.all(names.map(holds));
  return names.filter((_, index) => verdicts[index]);
}

// Keeps the database number or the vhost of the configured URL.
function movedTo(server: StartedServer | undefined, configured: string): string {
  if (!server) return configured;
  const url = new URL(server.url);
  url.pathname = new URL(configured).pathname;
  return url.href;
}

function withoutPassword(text: string): string {
  const url = new URL(text);
  return `${url.protocol}//${url.host}`;
}

function lockFile(settings: Settings): string {
  return join(settings.localDirectory, 'servers.lock');
}
