import { mkdir, readdir, rm, unlink, writeFile } from 'node:fs/promises';
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

const poolDirectory = (pid: number) => join(tmpdir(), `${TEST_PREFIX}${pid}_vhosts`);

/** Makes names available to the run's workers, each to be taken once. */
export async function offerVhosts(pid: number, names: string[]): Promise<void> {
  await mkdir(poolDirectory(pid), { recursive: true });
  await Promise.all(names.map((name) => writeFile(join(poolDirectory(pid), name), '')));
}

/** Takes a name nobody has taken: removing a file succeeds for one worker only. Undefined when all are used up. */
export async function takeVhost(): Promise<string | undefined> {
  const directory = poolDirectory(inject('runPid'));
  for (const name of await readdir(directory)) {
    const taken = await unlink(join(directory, name)).then(
      () => true,
      () => false,
    );
    if (taken) return name;
  }
  return undefined;
}

export async function withdrawVhosts(pid: number): Promise<void> {
  await rm(poolDirectory(pid), { recursive: true, force: true });
}
