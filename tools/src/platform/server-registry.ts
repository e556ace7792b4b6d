import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { identify, isAlive, type ProcessIdentity } from './process-identity.ts';
import type { ServerName } from './server-probes.ts';

/** A server that this checkout started and that it alone may stop. */
export interface StartedServer {
  how: 'private' | 'compose';
  /** With credentials, without database number or vhost. */
  url: string;
  /** To be ended in this order. Empty for compose. */
  processes: ProcessIdentity[];
  rabbitmqctl?: string[];
}

/** `.local/servers.json`: what we started and which of our programs use it right now. */
export interface ServerRegistry {
  servers: Partial<Record<ServerName, StartedServer>>;
  users: ProcessIdentity[];
}

/** Reads the registry; users that have ended are forgotten. */
export function readRegistry(localDirectory: string): ServerRegistry {
  try {
    const registry: ServerRegistry = JSON.parse(readFileSync(registryFile(localDirectory), 'utf8'));
    return { servers: registry.servers, users: registry.users.filter(isAlive) };
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return { servers: {}, users: [] };
    throw error;
  }
}

/** Mode 600: the URLs hold passwords. */
export function writeRegistry(localDirectory: string, registry: ServerRegistry): void {
  writeFileSync(registryFile(localDirectory), `${JSON.stringify(registry, null, 2)}\n`, { mode: 0o600 });
}

/** The users with this process among them. */
export function withMyself(users: ProcessIdentity[]): ProcessIdentity[] {
  const myself = identify(process.pid);
  return myself ? [...withoutMyself(users), myself] : users;
}

/** The users without this process. */
export function withoutMyself(users: ProcessIdentity[]): ProcessIdentity[] {
  return users.filter((user) => user.pid !== process.pid);
}

function registryFile(localDirectory: string): string {
  return join(localDirectory, 'servers.json');
}
