import { gone, signal } from './platform/process-identity.ts';
import { endOrphans, runningSupervisor } from './platform/running-platform.ts';
import { releaseServers } from './platform/servers.ts';
import { inSession } from './platform/session.ts';
import { readSettings } from './platform/settings.ts';
import { SetupFault } from './platform/setup-fault.ts';

const LONGEST_STOP_MS = 120_000;

await inSession(async () => {
  const settings = readSettings(process.env);
  const supervisor = runningSupervisor(settings);
  if (supervisor) {
    signal(supervisor, 'SIGTERM');
    if (!(await gone(supervisor, LONGEST_STOP_MS))) throw new SetupFault(`Process ${supervisor.pid} does not stop.`);
  }
  await endOrphans(settings);
  await releaseServers(settings);
  console.log(supervisor ? 'stopped' : 'The platform does not run.');
  return 0;
});
