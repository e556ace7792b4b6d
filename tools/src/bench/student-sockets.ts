import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import type { BenchPlatform } from './bench-platform.ts';
import { signInStudents } from './students.ts';

const PROGRAM = fileURLToPath(new URL('programs/open-sockets.ts', import.meta.url));
const EACH = 5;

export interface StudentSockets {
  close(): Promise<void>;
}

/** Students with the page of their orders open, in so many sockets, held by a process of their own. */
export async function openStudentSockets(platform: BenchPlatform, count: number): Promise<StudentSockets> {
  const tokens = await signInStudents(platform, Math.ceil(count / EACH));
  const child = spawn(process.execPath, [PROGRAM], { stdio: ['pipe', 'pipe', 'inherit'] });
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
