import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { findProgram } from './commands.ts';
import { installDebianPackages } from './debian-packages.ts';
import type { ServerName } from './server-probes.ts';
import type { Settings } from './settings.ts';
import { SetupFault } from './setup-fault.ts';

const POSTGRES_VERSIONS = '/usr/lib/postgresql';
const RABBITMQ_SCRIPTS = ['/usr/lib/rabbitmq/bin'];

const DEBIAN_PACKAGES: Record<ServerName, string> = {
  postgres: 'postgresql',
  redis: 'redis-server',
  rabbitmq: 'rabbitmq-server',
};

const FINDERS: Record<ServerName, () => string | undefined> = {
  postgres: () => postgresProgram('postgres'),
  redis: () => findProgram('redis-server'),
  rabbitmq: () => rabbitmqProgram('rabbitmq-server'),
};

/** The program of a server on this machine; `ensureServerPrograms` has made sure that there is one. */
export function serverProgram(name: ServerName): string {
  const program = FINDERS[name]();
  if (!program) throw new SetupFault(`${name} is not installed.`);
  return program;
}

/** A program of PostgreSQL: Debian keeps them outside PATH, one directory per version; the newest wins. */
export function postgresProgram(name: string): string | undefined {
  const versions = existsSync(POSTGRES_VERSIONS) ? readdirSync(POSTGRES_VERSIONS) : [];
  const newestFirst = versions.sort((one, other) => Number(other) - Number(one));
  return findProgram(
    name,
    newestFirst.map((version) => join(POSTGRES_VERSIONS, version, 'bin')),
  );
}

/** A program of RabbitMQ, past Debian's wrappers, which insist on the `rabbitmq` user and its node. */
export function rabbitmqProgram(name: string): string | undefined {
  return findProgram(name, RABBITMQ_SCRIPTS);
}

/** Installs what is missing on Debian as root, or says in one message what a person has to install. */
export async function ensureServerPrograms(settings: Settings, names: ServerName[]): Promise<void> {
  const missing = names.filter((name) => !FINDERS[name]());
  if (missing.length === 0) return;
  const packages = missing.map((name) => DEBIAN_PACKAGES[name]);
  const debian = findProgram('apt-get') !== undefined;
  if (debian && process.getuid?.() === 0) return installDebianPackages(packages);
  throw new SetupFault(
    [
      `Nothing answers at ${missing.map((name) => addressOf(settings, name)).join(', ')}, and there is no Docker engine to start it with.`,
      'One of these helps:',
      '  - start Docker, then repeat the command',
      debian
        ? `  - sudo apt-get install ${packages.join(' ')}`
        : `  - install ${missing.join(', ')} with your package manager`,
      '  - name running servers with DATABASE_ADMIN_URL, REDIS_URL and RABBITMQ_URL (environment or .env)',
    ].join('\n'),
  );
}

function addressOf(settings: Settings, name: ServerName): string {
  const urls = { postgres: settings.databaseAdminUrl, redis: settings.redisUrl, rabbitmq: settings.rabbitmqUrl };
  return `${name} ${new URL(urls[name]).host}`;
}
