import { type ChildProcessByStdio, spawn } from 'node:child_process';
import type { Readable, Writable } from 'node:stream';
import { fileURLToPath } from 'node:url';

/** How to start one of the benchmark's own programs. */
export interface ChildProgram {
  /** A file of `programs/`. */
  program: string;
  nodeOptions?: string[];
  args?: string[];
  env?: NodeJS.ProcessEnv;
}

/** Starts it; it does not outlive this process, however that ends. */
export function startChild({
  program,
  nodeOptions = [],
  args = [],
  env,
}: ChildProgram): ChildProcessByStdio<Writable, Readable, null> {
  const file = fileURLToPath(new URL(`programs/${program}`, import.meta.url));
  const child = spawn(process.execPath, [...nodeOptions, file, ...args], { stdio: ['pipe', 'pipe', 'inherit'], env });
  const kill = () => void child.kill();
  process.once('exit', kill);
  child.once('exit', () => process.removeListener('exit', kill));
  return child;
}
