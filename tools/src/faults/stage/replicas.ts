import { join } from 'node:path';
import type { Program } from '../../platform/programs.ts';
import { environmentOf, SERVICES, type Service } from '../../platform/service-environments.ts';
import type { Settings } from '../../platform/settings.ts';

/** One process of a service. */
export interface Replica {
  name: string;
  service: Service;
  port: number;
  metricsPort: number;
}

/** Those that production has twice: the others keep no customer waiting for long. */
export const TWICE = ['payment', 'ordering', 'realtime', 'gateway'];
/** What says how large a process's heap may grow, in MB. */
export const HEAP = '--max-old-space-size=';
// They take five seconds to say goodbye in production only; what production refuses (test keys, the sandbox) is not theirs.
const AS_IN_PRODUCTION = ['ordering', 'realtime', 'gateway'];

export async function planReplicas(takePort: () => Promise<number>): Promise<Replica[]> {
  const replicas: Replica[] = [];
  for (const service of SERVICES) {
    const names = TWICE.includes(service.name) ? [`${service.name}-1`, `${service.name}-2`] : [service.name];
    for (const name of names) replicas.push({ name, service, port: await takePort(), metricsPort: await takePort() });
  }
  return replicas;
}

export interface Surroundings {
  settings: Settings;
  /** Of every variable; what differs from service to service is in `own`. */
  values: Record<string, string>;
  own: (service: string) => Record<string, string>;
  /** Of one process, such as a clock that can be wrong. */
  extra: (replica: string) => Record<string, string>;
  logsDirectory: string;
  compileCache: string;
}

/** What the supervisor runs for a replica. */
export function programOf(replica: Replica, surroundings: Surroundings): Program {
  const { settings, values, own, extra, logsDirectory, compileCache } = surroundings;
  const { name, service, port, metricsPort } = replica;
  const production = AS_IN_PRODUCTION.includes(service.name) && { NODE_ENV: 'production', SANDBOX_CHECKOUT_URL: '' };
  const env = environmentOf(service, settings, { ...values, ...own(service.name) });
  return {
    name,
    command: [
      process.execPath,
      `${HEAP}${service.heapMegabytes}`,
      '--max-semi-space-size=16',
      '--expose-gc',
      join('src', 'main.ts'),
    ],
    directory: join(settings.root, service.directory),
    logFile: join(logsDirectory, `${name}.log`),
    env: {
      ...env,
      ...production,
      PORT: String(port),
      METRICS_PORT: String(metricsPort),
      NODE_COMPILE_CACHE: compileCache,
      ...extra(name),
    },
  };
}
