import { residentMegabytes, uptimeSeconds } from './platform/process-identity.ts';
import { isHealthy } from './platform/readiness.ts';
import { runningProcesses, runningSupervisor } from './platform/running-platform.ts';
import { answers } from './platform/server-probes.ts';
import { locateServers } from './platform/servers.ts';
import { SERVICES, type Service } from './platform/service-environments.ts';
import { inSession } from './platform/session.ts';
import { readSettings, type Settings } from './platform/settings.ts';

await inSession(async () => {
  const settings = readSettings(process.env);
  const supervisor = runningSupervisor(settings);
  console.log(supervisor ? `supervisor: process ${supervisor.pid}` : 'The platform does not run.');
  if (supervisor)
    console.table(Object.fromEntries(await Promise.all(SERVICES.map((service) => serviceStatus(settings, service)))));
  console.table(Object.fromEntries(await Promise.all(locateServers(settings).map(serverStatus))));
  return supervisor ? 0 : 1;
});

async function serviceStatus(settings: Settings, service: Service): Promise<[string, object]> {
  const { name } = service;
  const port = settings.ports[name];
  const pid = runningProcesses(settings)[name]?.pid;
  const [live, ready] = await Promise.all([
    isHealthy(settings, service, 'live'),
    isHealthy(settings, service, 'ready'),
  ]);
  const uptime = pid === undefined ? undefined : uptimeSeconds(pid);
  return [
    name,
    {
      pid,
      port,
      live,
      ready,
      'uptime (s)': uptime,
      'RSS (MB)': pid === undefined ? undefined : residentMegabytes(pid),
    },
  ];
}

async function serverStatus({ name, how, url }: ReturnType<typeof locateServers>[number]): Promise<[string, object]> {
  return [name, { answers: await answers[name](url), address: new URL(url).host, how }];
}
