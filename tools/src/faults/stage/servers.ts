import { setTimeout as sleep } from 'node:timers/promises';
import { startPrivatePostgres } from '../../platform/private-postgres.ts';
import { startPrivateRabbitmq } from '../../platform/private-rabbitmq.ts';
import { startPrivateRedis } from '../../platform/private-redis.ts';
import { stopPrivately } from '../../platform/private-servers.ts';
import { gone, isAlive, type ProcessIdentity, signal } from '../../platform/process-identity.ts';
import { ensureServerPrograms } from '../../platform/server-programs.ts';
import type { StartedServer } from '../../platform/server-registry.ts';
import type { Settings } from '../../platform/settings.ts';
import { SetupFault } from '../../platform/setup-fault.ts';

const STARTERS = { postgres: startPrivatePostgres, redis: startPrivateRedis, rabbitmq: startPrivateRabbitmq };
export type ServerName = keyof typeof STARTERS;
export const SERVER_NAMES = ['postgres', 'redis', 'rabbitmq'] as const;

/** A server of our own that may be ended and started again; after that it has another port. */
export interface OwnServer {
  name: ServerName;
  /** Past every link. */
  url(): string;
  port(): number;
  rabbitmqctl(): string[];
  isRunning(): boolean;
  /** Ends its main process at once with this signal. */
  end(name: 'SIGQUIT' | 'SIGKILL' | 'SIGTERM'): Promise<void>;
  startAgain(): Promise<void>;
}

/** Starts the three with data of this run only, and ends them afterwards. */
export async function startServers(
  settings: Settings,
  { onStop, moved }: { onStop: (undo: () => Promise<void>) => void; moved: (server: OwnServer) => void },
): Promise<Record<ServerName, OwnServer>> {
  await ensureServerPrograms(settings, [...SERVER_NAMES]);
  const started = await Promise.all(
    SERVER_NAMES.map(async (name) => {
      const state = { server: await STARTERS[name](settings) };
      onStop(() => stopPrivately(state.server));
      return [name, own(name, { settings, state, moved })] as const;
    }),
  );
  for (const [, server] of started) moved(server);
  return Object.fromEntries(started) as Record<ServerName, OwnServer>;
}

interface Kept {
  settings: Settings;
  state: { server: StartedServer };
  moved: (server: OwnServer) => void;
}

function own(name: ServerName, { settings, state, moved }: Kept): OwnServer {
  const itself: OwnServer = {
    name,
    url: () => state.server.url,
    port: () => Number(new URL(state.server.url).port),
    rabbitmqctl: () => state.server.rabbitmqctl ?? [],
    isRunning: () => state.server.processes.every(isAlive),
    async end(signalName) {
      const [main, ...others] = state.server.processes;
      if (!main) throw new SetupFault(`There is no process of ${name}.`);
      await endNow(main, signalName);
      for (const other of others) await endNow(other, 'SIGTERM');
    },
    async startAgain() {
      state.server = await startPatiently(name, settings);
      moved(itself);
    },
  };
  return itself;
}

async function endNow(process_: ProcessIdentity, name: NodeJS.Signals): Promise<void> {
  signal(process_, name);
  if (await gone(process_, 15_000)) return;
  signal(process_, 'SIGKILL');
  await gone(process_, 5_000);
}

// What a crashed server leaves behind (shared memory, a name at epmd) may take a moment to go.
async function startPatiently(name: ServerName, settings: Settings): Promise<StartedServer> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await STARTERS[name](settings);
    } catch (error) {
      if (attempt === 5) throw error;
      await sleep(500);
    }
  }
}
