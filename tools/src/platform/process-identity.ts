import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync, statSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';

/** A process by pid and start: a pid alone may belong to someone else after a crash or a reboot. */
export interface ProcessIdentity {
  pid: number;
  started: string;
}

const LINUX = existsSync('/proc/self/stat');

/** The identity of a living process, or undefined when there is none with this pid. */
export function identify(pid: number): ProcessIdentity | undefined {
  const started = LINUX ? linuxStart(pid) : portableStart(pid);
  return started ? { pid, started } : undefined;
}

/** Whether exactly this process still lives. */
export function isAlive({ pid, started }: ProcessIdentity): boolean {
  return identify(pid)?.started === started;
}

/** SIGTERM, then SIGKILL after `graceMs`; touches nothing when the pid meanwhile belongs to another process. */
export async function end(process_: ProcessIdentity, graceMs: number): Promise<void> {
  if (signal(process_, 'SIGTERM') && !(await gone(process_, graceMs))) {
    signal(process_, 'SIGKILL');
    await gone(process_, 5_000);
  }
}

/** Waits until the process has ended; false when it still lives after `timeoutMs`. */
export async function gone(process_: ProcessIdentity, timeoutMs: number): Promise<boolean> {
  const deadline = Date.now() + timeoutMs;
  while (isAlive(process_)) {
    if (Date.now() > deadline) return false;
    await sleep(50);
  }
  return true;
}

/** Sends a signal to exactly this process; false when it has already ended. */
export function signal(process_: ProcessIdentity, name: NodeJS.Signals): boolean {
  return isAlive(process_) && process.kill(process_.pid, name);
}

/** Resident memory in MB, where the system tells. */
export function residentMegabytes(pid: number): number | undefined {
  const file = `/proc/${pid}/status`;
  const match = existsSync(file) ? /^VmRSS:\s+(\d+) kB/m.exec(readFileSync(file, 'utf8')) : undefined;
  return match ? Math.round(Number(match[1]) / 1024) : undefined;
}

/** How long the process has been running, where the system tells. */
export function uptimeSeconds(pid: number): number | undefined {
  const file = `/proc/${pid}`;
  return existsSync(file) ? Math.round((Date.now() - statSync(file).ctimeMs) / 1_000) : undefined;
}

// Field 22 of stat is the start in clock ticks since boot; the name in field 2 may itself contain spaces and brackets.
function linuxStart(pid: number): string | undefined {
  try {
    const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ').at(-1)?.split(' ') ?? [];
    const [state] = fields;
    return state === 'Z' || state === 'X' ? undefined : fields[19];
  } catch {
    return undefined;
  }
}

function portableStart(pid: number): string | undefined {
  try {
    return execFileSync('ps', ['-o', 'lstart=', '-p', String(pid)], { encoding: 'utf8' }).trim() || undefined;
  } catch {
    return undefined;
  }
}
