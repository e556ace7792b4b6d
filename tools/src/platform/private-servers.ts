import { startPrivatePostgres } from './private-postgres.ts';
import { startPrivateRabbitmq } from './private-rabbitmq.ts';
import { startPrivateRedis } from './private-redis.ts';
import { end, isAlive } from './process-identity.ts';
import type { ServerName } from './server-probes.ts';
import type { StartedServer } from './server-registry.ts';
import type { Settings } from './settings.ts';

const STARTERS: Record<ServerName, (settings: Settings) => Promise<StartedServer>> = {
  postgres: startPrivatePostgres,
  redis: startPrivateRedis,
  rabbitmq: startPrivateRabbitmq,
};

/** Starts instances of our own: loopback only, free ports, data of this checkout. All of them or none. */
export async function startPrivately(
  settings: Settings,
  names: ServerName[],
): Promise<Partial<Record<ServerName, StartedServer>>> {
  console.log(`${names.join(', ')}: starting private instances`);
  const results = await Promise.allSettled(names.map((name) => STARTERS[name](settings)));
  const started = results.filter((result) => result.status === 'fulfilled').map((result) => result.value);
  const failure = results.find((result) => result.status === 'rejected');
  if (failure) {
    await Promise.all(started.map(stopPrivately));
    throw failure.reason;
  }
  return Object.fromEntries(names.map((name, index) => [name, started[index]]));
}

/** Ends exactly the processes we started, in their order. */
export async function stopPrivately(server: StartedServer): Promise<void> {
  for (const one of server.processes.filter(isAlive)) await end(one, 30_000);
}
