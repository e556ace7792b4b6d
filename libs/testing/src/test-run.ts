import { access, mkdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inject } from 'vitest';

declare module 'vitest' {
  interface ProvidedContext {
    /** The pid of the run's main process: part of every name the run creates, so that runs can live side by side. */
    runPid: number;
  }
}

/** What every name of this project's test runs begins with. */
export const TEST_PREFIX = 'campus_test_';

/** `campus_test_<pid>_<suffix>` of the run this test file belongs to. */
export function runName(suffix: string): string {
  return `${TEST_PREFIX}${inject('runPid')}_${suffix}`;
}

/** Of many names, those that dead runs have left behind. */
export function leftovers(names: string[]): string[] {
  return names.filter((name) => {
    const pid = /^campus_test_(\d+)/.exec(name)?.[1];
    return pid !== undefined && !isAlive(Number(pid));
  });
}

/** Whether a process with this id exists on this machine. */
export function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}

/** What the workers of a run tell each other and the end of the run. */
export function runDirectory(pid = inject('runPid')): string {
  return join(tmpdir(), `${TEST_PREFIX}${pid}`);
}

/** Runs `work` for the first caller of the whole run; a run that never uses a kind of server never talks to it. */
export async function onFirstUse(kind: 'databases' | 'vhosts', work: () => Promise<unknown>): Promise<void> {
  await mkdir(runDirectory(), { recursive: true });
  const first = await succeeds(writeFile(join(runDirectory(), `${kind}-used`), '', { flag: 'wx' }));
  if (first) await work();
}

/** Whether the run has used a kind of server. */
export function wasUsed(pid: number, kind: 'databases' | 'vhosts'): Promise<boolean> {
  return succeeds(access(join(runDirectory(pid), `${kind}-used`)));
}

export async function forgetRun(pid: number): Promise<void> {
  await rm(runDirectory(pid), { recursive: true, force: true });
}

/** For file operations whose failure is an answer: somebody else was faster, or it is not there. */
export function succeeds(operation: Promise<unknown>): Promise<boolean> {
  return operation.then(
    () => true,
    () => false,
  );
}
