import { setTimeout as sleep } from 'node:timers/promises';
import { beginLogs } from '../platform/log-files.ts';
import { ensurePortal } from '../platform/portal-build.ts';
import { preparePlatform } from '../platform/prepare-platform.ts';
import type { ProcessIdentity } from '../platform/process-identity.ts';
import { type Program, servicePrograms } from '../platform/programs.ts';
import { isHealthy } from '../platform/readiness.ts';
import { becomeSupervisor, endOrphans, recordProcesses } from '../platform/running-platform.ts';
import type { Secrets } from '../platform/secrets.ts';
import { ensureServers, releaseServers, type Servers } from '../platform/servers.ts';
import { SERVICES } from '../platform/service-environments.ts';
import type { Settings } from '../platform/settings.ts';
import { SetupFault } from '../platform/setup-fault.ts';
import { type Supervisor, supervise } from '../platform/supervisor.ts';
import { claimRedis, leaveNothing } from './leave-nothing.ts';
import { inspectable } from './profiles.ts';

/** The platform under measurement. */
export interface BenchPlatform {
  settings: Settings;
  servers: Servers;
  secrets: Secrets;
  /** The gateway's. */
  origin: string;
  sandbox: string;
  databaseUrls: Record<string, string>;
  running(): Record<string, ProcessIdentity>;
  stop(): Promise<void>;
  /** Starts all services with this telemetry; resolves to the milliseconds until all were ready. */
  start(telemetry: Record<string, string>): Promise<number>;
}

type OnStop = (undo: () => Promise<void>) => void;

const READY_WITHIN_MS = 60_000;
/** Asking nine processes costs CPU that they need themselves. */
const LOOK_MS = 100;

/** Servers and databases without a service yet; whatever it makes goes when the program ends. */
export async function prepareBench(
  settings: Settings,
  { onStop, profile }: { onStop: OnStop; profile: string[] },
): Promise<BenchPlatform> {
  const servers = await emptyServers(settings, onStop);
  const { secrets, values, databaseUrls } = await preparePlatform(settings, servers);
  await ensurePortal();
  beginLogs(servicePrograms(settings, values, databaseUrls));
  const services = runServices(settings, (telemetry) => {
    const programs = servicePrograms(settings, { ...values, ...telemetry }, databaseUrls).map(withMetricsNearby);
    return inspectable(programs, { names: profile, settings });
  });
  onStop(services.close);
  return {
    settings,
    servers,
    secrets,
    origin: `http://127.0.0.1:${settings.ports.gateway}`,
    sandbox: `http://127.0.0.1:${settings.ports.sandbox}`,
    databaseUrls,
    ...services,
  };
}

// Ten thousand above, where `make start` puts them, is where the kernel takes the ports of outgoing connections from.
function withMetricsNearby(program: Program): Program {
  return { ...program, env: { ...program.env, METRICS_PORT: String(Number(program.env.PORT) + 1_000) } };
}

async function emptyServers(settings: Settings, onStop: OnStop): Promise<Servers> {
  onStop(becomeSupervisor(settings));
  await endOrphans(settings);
  onStop(() => releaseServers(settings));
  const servers = await ensureServers(settings);
  await leaveNothing(servers);
  onStop(() => leaveNothing(servers));
  await claimRedis(servers.redisUrl);
  return servers;
}

type Services = Pick<BenchPlatform, 'running' | 'start' | 'stop'>;

/** `close` stops for good: a part that was restarting the services when the benchmark is ended starts nothing any more. */
function runServices(
  settings: Settings,
  programsWith: (telemetry: Record<string, string>) => Program[],
): Services & { close(): Promise<void> } {
  let supervisor: Supervisor | undefined;
  let isClosed = false;
  const stop = async () => {
    await supervisor?.stop();
    supervisor = undefined;
  };
  return {
    running: () => supervisor?.running() ?? {},
    stop,
    close() {
      isClosed = true;
      return stop();
    },
    async start(telemetry) {
      if (isClosed) throw new SetupFault('The benchmark is ending.');
      const started = performance.now();
      const changed = (now: Record<string, ProcessIdentity>) => recordProcesses(settings, now);
      supervisor = supervise(programsWith(telemetry), { tell: console.log, changed });
      await allReady(settings);
      return performance.now() - started;
    },
  };
}

async function allReady(settings: Settings): Promise<void> {
  const deadline = performance.now() + READY_WITHIN_MS;
  await Promise.all(
    SERVICES.map(async (service) => {
      while (!(await isHealthy(settings, service, 'ready'))) {
        if (performance.now() > deadline)
          throw new SetupFault(`${service.name} is not ready; its log is in ${settings.localDirectory}/logs.`);
        await sleep(LOOK_MS);
      }
    }),
  );
}
