import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { findProgram, runCommand } from './commands.ts';
import { freePort } from './ports.ts';
import type { ServerName } from './server-probes.ts';
import type { StartedServer } from './server-registry.ts';
import type { Settings } from './settings.ts';
import { SetupFault } from './setup-fault.ts';

const PORTS: Record<ServerName, { inside: number; variable: string; url: (port: string) => string }> = {
  postgres: {
    inside: 5432,
    variable: 'POSTGRES_PORT',
    url: (port) => `postgres://postgres@127.0.0.1:${port}/postgres`,
  },
  redis: { inside: 6379, variable: 'REDIS_PORT', url: (port) => `redis://127.0.0.1:${port}` },
  rabbitmq: { inside: 5672, variable: 'RABBITMQ_PORT', url: (port) => `amqp://guest:guest@127.0.0.1:${port}` },
};

/** Whether a Docker engine with Compose can be used. */
export async function dockerRuns(): Promise<boolean> {
  if (!findProgram('docker')) return false;
  const [engine, compose] = await Promise.all([
    runCommand(['docker', 'info'], { timeoutMs: 10_000 }),
    runCommand(['docker', 'compose', 'version'], { timeoutMs: 10_000 }),
  ]);
  return engine.succeeded && compose.succeeded;
}

/** Starts these servers as containers on their usual loopback ports, or on free ones when those are taken. */
export async function startWithCompose(
  settings: Settings,
  names: ServerName[],
): Promise<Partial<Record<ServerName, StartedServer>>> {
  console.log(`${names.join(', ')}: starting with Docker Compose`);
  const ports: Record<string, string> = {};
  for (const name of names) {
    const known = await publishedPort(settings, name);
    ports[PORTS[name].variable] = known ?? String(await freePort(PORTS[name].inside));
  }
  const up = await runCommand([...compose(settings), 'up', '--detach', '--wait', ...names], {
    env: { ...process.env, ...ports },
    timeoutMs: 600_000,
  });
  if (!up.succeeded) throw new SetupFault(`Docker Compose could not start ${names.join(', ')}:\n${up.output}`);
  return Object.fromEntries(
    names.map((name) => [name, composeServer(settings, name, ports[PORTS[name].variable] ?? '')]),
  );
}

/** Stops the containers; their data stays in volumes. */
export async function stopWithCompose(settings: Settings, names: ServerName[]): Promise<void> {
  await runCommand([...compose(settings), 'stop', ...names], { timeoutMs: 120_000 });
}

/** How to administer the broker at RABBITMQ_URL when it is the container of this checkout. */
export async function composeRabbitmqctl(settings: Settings): Promise<string[] | undefined> {
  if (!(await dockerRuns())) return undefined;
  const port = await publishedPort(settings, 'rabbitmq');
  return port && port === (new URL(settings.rabbitmqUrl).port || '5672') ? rabbitmqctlInside(settings) : undefined;
}

function composeServer(settings: Settings, name: ServerName, port: string): StartedServer {
  const rabbitmqctl = name === 'rabbitmq' ? { rabbitmqctl: rabbitmqctlInside(settings) } : {};
  return { how: 'compose', url: PORTS[name].url(port), processes: [], ...rabbitmqctl };
}

async function publishedPort(settings: Settings, name: ServerName): Promise<string | undefined> {
  const answer = await runCommand([...compose(settings), 'port', name, String(PORTS[name].inside)]);
  return answer.succeeded ? /:(\d+)\s*$/.exec(answer.stdout)?.[1] : undefined;
}

function rabbitmqctlInside(settings: Settings): string[] {
  return [...compose(settings), 'exec', '-T', 'rabbitmq', 'rabbitmqctl'];
}

// One project per checkout, so that two of them do not share volumes.
function compose(settings: Settings): string[] {
  const checkout = createHash('sha256').update(settings.localDirectory).digest('hex').slice(0, 8);
  const file = join(settings.root, 'docker-compose.yml');
  return ['docker', 'compose', '--project-name', `campus-food-${checkout}`, '--file', file];
}
