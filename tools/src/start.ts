import { announce, announceRunning } from './platform/announcement.ts';
import { startDetached } from './platform/detached-start.ts';
import { beginLogs } from './platform/log-files.ts';
import { waitUntilOrderable } from './platform/orderable.ts';
import { ensurePortal } from './platform/portal-build.ts';
import { preparePlatform } from './platform/prepare-platform.ts';
import { servicePrograms } from './platform/programs.ts';
import { waitUntilReady } from './platform/readiness.ts';
import {
  becomeSupervisor,
  endOrphans,
  recordProcesses,
  requireFreePorts,
  runningSupervisor,
} from './platform/running-platform.ts';
import { seed } from './platform/seed.ts';
import { ensureServers, releaseServers } from './platform/servers.ts';
import { inSession } from './platform/session.ts';
import { readSettings } from './platform/settings.ts';
import { failMisconfigured, supervise } from './platform/supervisor.ts';

await inSession(async (onStop) => {
  const settings = readSettings(process.env);
  const running = runningSupervisor(settings);
  if (running) return announceRunning(settings, running.pid);
  if (settings.given.DETACHED === '1') return startDetached(settings);
  onStop(becomeSupervisor(settings));
  await endOrphans(settings);
  await requireFreePorts(settings);

  onStop(() => releaseServers(settings));
  const servers = await ensureServers(settings);
  const { values, databaseUrls } = await preparePlatform(settings, servers);
  await ensurePortal();
  const programs = servicePrograms(settings, values, databaseUrls);
  beginLogs(programs);
  console.log(`starting ${programs.map(({ name }) => name).join(', ')}`);
  const supervisor = supervise(programs, { tell: console.log, changed: (now) => recordProcesses(settings, now) });
  onStop(supervisor.stop);
  const misconfigured = failMisconfigured(supervisor);
  await Promise.race([misconfigured, waitUntilReady(settings)]);

  const dishes = await seed(settings, values);
  await waitUntilOrderable(settings, dishes);
  announce(settings);
  console.log('ready');
  return misconfigured;
});
