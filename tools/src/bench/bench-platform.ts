import { setTimeout as sleep } from 'node:timers/promises';
import { beginLogs } from '../platform/log-files.ts';
import { ensurePortal } from '../platform/portal-build.ts';
import { preparePlatform } from '../platform/prepare-platform.ts';
import type { ProcessIdentity } from '../platform/process-identity.ts';
import { servicePrograms } from '../platform/programs.ts';
import { isHealthy } from '../platform/readiness.ts';
import { becomeSupervisor, endOrphans, recordProcesses } from '../platform/running-platform.ts';
import type { Secrets } from '../platform/secrets.ts';
import { ensureServers, releaseServers, type Servers } from '../platform/servers.ts';
import { SERVICES } from '../platform/service-environments.ts';
import type { Settings } from '../platform/settings.ts';
import { SetupFault } from '../platform/setup-fault.ts';
import { supervise } from '../platform/supervisor.ts';
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

/** Servers and databases without a service yet; whatever it makes goes when the program ends. */
export async function prepareBench(
  settings: Settings,
  { onStop, profile }: { onStop: OnStop; profile: string[] },
): Promise<BenchPlatform> {
  onStop(becomeSupervisor(settings));
  await endOrphans(settings);
  onStop(() => releaseServers(settings));
  const servers = await ensureServers(settings);
  await leaveNothing(servers);
  onStop(() => leaveNothing(servers));
  await claimRedis(servers.redisUrl);
  const { secrets, values, databaseUrls } = await preparePlatform(settings, servers);
  await ensurePortal();
  beginLogs(servicePrograms(settings, values, databaseUrls));

  let supervisor: ReturnType<typeof supervise> | undefined;
  const stop = async () => {
    await supervisor?.stop();
    supervisor = undefined;
  };
  onStop(stop);
  return {
    settings,
    servers,
    secrets,
    origin: `http://127.0.0.1:${settings.ports.gateway}`,
    sandbox: `http://127.0.0.1:${settings.ports.sandbox}`,
    databaseUrls,
    running: () => supervisor?.running() ?? {},
    stop,
    async start(telemetry) {
      const started = performance.now();
      const programs = servicePrograms(settings, { ...values, ...telemetry }, databaseUrls);
      supervisor = supervise(inspectable(programs, { names: profile, settings }), {
        tell: console.log,
        changed: (now) => recordProcesses(settings, now),
      });
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
        await sleep(25);
      }
    }),
  );
}
