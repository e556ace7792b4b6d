import { once } from 'node:events';
import { createInterface } from 'node:readline';
import type { BenchPlatform } from './bench-platform.ts';
import { startChild } from './child-program.ts';
import { signInStudents } from './students.ts';

const EACH = 5;

export interface StudentSockets {
  close(): Promise<void>;
}

/** Students with the page of their orders open, in so many sockets, held by a process of their own. */
export async function openStudentSockets(platform: BenchPlatform, count: number): Promise<StudentSockets> {
  const tokens = await signInStudents(platform, Math.ceil(count / EACH));
  const child = startChild({ program: 'open-sockets.ts' });
  const exit = once(child, 'exit');
  child.stdin.end(JSON.stringify({ origin: platform.origin, tokens, each: EACH }));
  const ended = exit.then(([code]) => Promise.reject(new Error(`the sockets' process ended with ${code}`)));
  await Promise.race([once(createInterface(child.stdout), 'line'), ended]);
  ended.catch(() => undefined);
  return {
    async close() {
      child.kill();
      await exit;
    },
  };
}
