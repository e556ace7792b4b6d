import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { tmpdir } from 'node:os';
import { fileURLToPath } from 'node:url';
import { atEnd } from '@campus/testing/at-end';

export interface Ended {
  code: number | null;
  signal: NodeJS.Signals | null;
  stdout: string;
  stderr: string;
}

/** Starts a program of `tools/src` as it runs in a pod: these variables and nothing else, and no checkout around it. */
export function startProgram(name: string, args: string[], environment: Record<string, string>) {
  const program = fileURLToPath(new URL(`../../src/${name}.ts`, import.meta.url));
  const { PATH, NODE_COMPILE_CACHE = '/tmp/campus-test-compile-cache' } = process.env;
  const env = { PATH, NODE_COMPILE_CACHE, ...environment };
  const child = spawn(process.execPath, [program, ...args], { cwd: tmpdir(), env });
  atEnd(async () => void child.kill('SIGKILL'));
  return { child, ended: ended(child) };
}

export function runProgram(name: string, args: string[], environment: Record<string, string>): Promise<Ended> {
  return startProgram(name, args, environment).ended;
}

async function ended(child: ChildProcess): Promise<Ended> {
  const said = { stdout: '', stderr: '' };
  for (const stream of ['stdout', 'stderr'] as const)
    child[stream]?.on('data', (chunk) => {
      said[stream] += String(chunk);
    });
  const [code, signal] = await once(child, 'close');
  return { code, signal, ...said };
}
