import { execFile } from 'node:child_process';
import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';
import { promisify } from 'node:util';

const execute = promisify(execFile);

interface Result {
  succeeded: boolean;
  /** Standard output and error, for a person. */
  output: string;
  stdout: string;
}

interface RunOptions {
  env?: NodeJS.ProcessEnv;
  cwd?: string;
  timeoutMs?: number;
}

/** Runs a program to its end; a failure is an answer, not an exception. */
export async function runCommand(
  command: string[],
  { env, cwd, timeoutMs = 60_000 }: RunOptions = {},
): Promise<Result> {
  const [file = '', ...args] = command;
  try {
    const { stdout, stderr } = await execute(file, args, { env, cwd, timeout: timeoutMs, maxBuffer: 16 * 2 ** 20 });
    return { succeeded: true, stdout, output: `${stdout}${stderr}` };
  } catch (error) {
    const { stdout = '', stderr = '', message } = error as Error & { stdout?: string; stderr?: string };
    return { succeeded: false, stdout, output: `${stdout}${stderr}`.trim() || message };
  }
}

/** The full path of a program on PATH or in one of `directories`, which come first. */
export function findProgram(name: string, directories: string[] = []): string | undefined {
  const path = (process.env.PATH ?? '').split(delimiter).concat('/usr/sbin', '/sbin');
  return [...directories, ...path].map((directory) => join(directory, name)).find(isExecutable);
}

function isExecutable(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
