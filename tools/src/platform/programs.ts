import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { logFile } from './log-files.ts';
import { environmentOf, migrationEnvironment, SERVICES, type Service } from './service-environments.ts';
import type { Settings } from './settings.ts';

/** Something to run: the argv, its whole environment, where its output goes. */
export interface Program {
  name: string;
  command: string[];
  directory: string;
  env: Record<string, string>;
  logFile: string;
  niceness?: number | undefined;
}

/** The nine processes of the platform, in order of start. */
export function servicePrograms(
  settings: Settings,
  values: Record<string, string>,
  databaseUrls: Record<string, string>,
): Program[] {
  mkdirSync(join(settings.localDirectory, 'logs'), { recursive: true });
  return SERVICES.map((service) => {
    const limits = [`--max-old-space-size=${service.heapMegabytes}`, '--max-semi-space-size=16', '--expose-gc'];
    const own = { ...values, DATABASE_URL: databaseUrls[service.name] ?? '' };
    const env = { METRICS_PORT: metricsPort(settings, service.name), ...environmentOf(service, settings, own) };
    return { ...program(settings, service, 'main.ts', limits), env };
  });
}

const ABOVE = 1_000;

/**
 * Where `make start` puts a service's metrics: 1,000 above its own port, or 0 (any free one) where that is none or another service's. Much
 * more would lead services of 22,768 and above into the ports that the system gives to outgoing connections.
 */
export function metricsPort({ ports }: Settings, service: string): string {
  const port = (ports[service] ?? 0) + ABOVE;
  const isNone = port > 65_535 || Object.values(ports).includes(port);
  return String(isNone ? 0 : port);
}

/** One program per service with a database, to be run to its end before the service starts. */
export function migrationPrograms(
  settings: Settings,
  values: Record<string, string>,
  databaseUrls: Record<string, string>,
): Program[] {
  return SERVICES.filter((service) => service.hasDatabase).map((service) => {
    const own = { ...values, DATABASE_URL: databaseUrls[service.name] ?? '' };
    return { ...program(settings, service, 'migrate.ts', []), env: migrationEnvironment(service, settings, own) };
  });
}

function program(settings: Settings, service: Service, file: string, limits: string[]): Omit<Program, 'env'> {
  return {
    name: service.name,
    command: [process.execPath, ...limits, join('src', file)],
    directory: join(settings.root, service.directory),
    logFile: logFile(settings, service.name),
    niceness: service.niceness,
  };
}
