import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { Settings } from '../platform/settings.ts';
import { startChild } from './child-program.ts';

/** A yardstick that serves, in a process like those of the services. */
export interface ChildServer {
  origin: string;
  close(): Promise<void>;
}

const LIMITS = ['--max-old-space-size=160', '--max-semi-space-size=16'];

/** Starts a program of `programs/`, which says its port as soon as it listens. */
export async function startChildServer(
  { localDirectory }: Settings,
  { program, args = [] }: { program: string; args?: string[] },
): Promise<ChildServer> {
  const env = {
    PATH: process.env.PATH,
    NODE_ENV: 'production',
    NODE_COMPILE_CACHE: join(localDirectory, 'compile-cache'),
  };
  const child = startChild({ program, args, env, nodeOptions: LIMITS });
  const [port] = await Promise.race([once(createInterface(child.stdout), 'line'), ended(child, program)]);
  return {
    origin: `http://127.0.0.1:${port}`,
    async close() {
      const exit = once(child, 'exit');
      child.kill();
      await exit;
    },
  };
}

async function ended(child: ChildProcess, program: string): Promise<never> {
  const [code] = await once(child, 'exit');
  throw new Error(`${program} ended with ${code}`);
}
