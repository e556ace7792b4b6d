import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { identify, isAlive, type ProcessIdentity } from './process-identity.ts';

/** Claims a pid file for this process; a file left by an ended process is taken over. Returns the living holder if there is one. */
export function claimPidFile(file: string): ProcessIdentity | undefined {
  const holder = readPidFile(file);
  if (holder) return holder;
  rmSync(file, { force: true });
  try {
    writeFileSync(file, pidFileContent(), { flag: 'wx' });
    return undefined;
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EEXIST') return readPidFile(file);
    throw error;
  }
}

/** The living process that holds the pid file: pid on the first line, its start on the second. */
export function readPidFile(file: string): ProcessIdentity | undefined {
  try {
    const [pid, started = ''] = readFileSync(file, 'utf8').split('\n');
    const holder = { pid: Number(pid), started };
    return isAlive(holder) ? holder : undefined;
  } catch {
    return undefined;
  }
}

/** Does the work while holding the pid file, waiting for other holders up to three minutes (an apt installation). */
export async function withLock<T>(file: string, work: () => Promise<T>): Promise<T> {
  const deadline = Date.now() + 180_000;
  for (let holder = claimPidFile(file); holder; holder = claimPidFile(file)) {
    if (Date.now() > deadline) throw new Error(`${file} is held by process ${holder.pid}`);
    await sleep(200);
  }
  try {
    return await work();
  } finally {
    rmSync(file, { force: true });
  }
}

function pidFileContent(): string {
  return `${process.pid}\n${identify(process.pid)?.started ?? ''}\n`;
}
