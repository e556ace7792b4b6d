import { announce, announceRunning } from './platform/announcement.ts';
import { provisionDatabases } from './platform/databases.ts';
import { startDetached } from './platform/detached-start.ts';
import { beginLogs } from './platform/log-files.ts';
import { runMigrations } from './platform/migrations.ts';
import { waitUntilOrderable } from './platform/orderable.ts';
import { ensurePortal } from './platform/portal-build.ts';
import { migrationPrograms, servicePrograms } from './platform/programs.ts';
import { waitUntilReady } from './platform/readiness.ts';
import {
  becomeSupervisor,
  endOrphans,
  recordProcesses,
  requireFreePorts,
  runningSupervisor,
} from './platform/running-platform.ts';
import { ensureSecrets } from './platform/secrets.ts';
import { seed } from './platform/seed.ts';
import { ensureServers, releaseServers } from './platform/servers.ts';
import { platformValues } from './platform/service-environments.ts';
import { inSession } from './platform/session.ts';
import { readSettings } from './platform/settings.ts';
import { failMisconfigured, supervise } from './platform/supervisor.ts';
import { declareTopology } from './platform/topology.ts';
import { ensureVhost } from './platform/vhost.ts';

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
  await ensureVhost(servers);
  await declareTopology(servers.rabbitmqUrl);
  const secrets = ensureSecrets(settings);
  const databaseUrls = await provisionDatabases(settings, servers.postgresAdminUrl, secrets);
  const values = platformValues(settings, servers, secrets);

  console.log('migrating six databases');
  await runMigrations(migrationPrograms(settings, values, databaseUrls));

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
