import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { claimPidFile, readPidFile } from './lock-file.ts';
import { isPortFree } from './ports.ts';
import { end, isAlive, type ProcessIdentity } from './process-identity.ts';
import { metricsPort } from './programs.ts';
import type { Settings } from './settings.ts';
import { SetupFault } from './setup-fault.ts';

/** The supervisor of this checkout, if it runs. */
export function runningSupervisor(settings: Settings): ProcessIdentity | undefined {
  return readPidFile(pidFile(settings));
}

/** Makes this process the supervisor of this checkout; returns how to give that up. Throws `SetupFault` when another one won. */
export function becomeSupervisor(settings: Settings): () => Promise<void> {
  const holder = claimPidFile(pidFile(settings));
  if (holder) throw new SetupFault(`The platform is being started by process ${holder.pid}.`);
  return async () => {
    rmSync(pidFile(settings), { force: true });
    rmSync(processesFile(settings), { force: true });
  };
}

/** Writes down which processes run now, so that a start after a `kill -9` of the supervisor can find them. */
export function recordProcesses(settings: Settings, running: Record<string, ProcessIdentity>): void {
  writeFileSync(processesFile(settings), `${JSON.stringify(running, null, 2)}\n`);
}

/** The living processes of this checkout by service name. */
export function runningProcesses(settings: Settings): Record<string, ProcessIdentity> {
  try {
    const recorded: Record<string, ProcessIdentity> = JSON.parse(readFileSync(processesFile(settings), 'utf8'));
    return Object.fromEntries(Object.entries(recorded).filter(([, process_]) => isAlive(process_)));
  } catch {
    return {};
  }
}

/** Ends what a supervisor that was killed left behind. */
export async function endOrphans(settings: Settings): Promise<void> {
  const orphans = Object.entries(runningProcesses(settings));
  if (orphans.length === 0) return;
  console.log(`ending what an earlier start left behind: ${orphans.map(([name]) => name).join(', ')}`);
  await Promise.all(orphans.map(([, process_]) => end(process_, 45_000)));
}

/** Throws one `SetupFault` that names every taken port and the variable that moves it. */
export async function requireFreePorts(settings: Settings): Promise<void> {
  const names = Object.keys(settings.ports);
  const own = names.map((name) => ({ name, what: name, port: settings.ports[name] ?? 0 }));
  const metrics = names.map((name) => ({
    name,
    what: `metrics of ${name}`,
    port: Number(metricsPort(settings, name)),
  }));
  const all = [...own, ...metrics];
  const free = await Promise.all(all.map(({ port }) => isPortFree(port)));
  const taken = all.filter((_, index) => !free[index]);
  if (taken.length === 0) return;
  throw new SetupFault(
    [
      'These ports are taken by other programs:',
      ...taken.map(({ name, what, port }) => `  ${port} (${what}): choose another with ${name.toUpperCase()}_PORT`),
      'Set the variables in .env or in the environment. If another checkout runs there, give this one its own data as well:',
      '  DATABASE_PREFIX, REDIS_URL (database number) and RABBITMQ_URL (vhost).',
    ].join('\n'),
  );
}

function pidFile({ localDirectory }: Settings): string {
  return join(localDirectory, 'supervisor.pid');
}

function processesFile({ localDirectory }: Settings): string {
  return join(localDirectory, 'processes.json');
}
