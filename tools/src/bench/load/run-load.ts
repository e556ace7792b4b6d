import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import type { LoadJob, LoadResult } from './load-job.ts';

const PROGRAM = fileURLToPath(new URL('../programs/load.ts', import.meta.url));

/**
 * Runs a load in a process of its own. Rejects when a request of a closed load was not answered as it should be: what was
 * measured would mean nothing. An open load may be more than can be served; it says how much was refused.
 */
export async function runLoad(job: LoadJob): Promise<LoadResult> {
  const child = spawn(process.execPath, [PROGRAM], { stdio: ['pipe', 'pipe', 'inherit'] });
  const end = once(child, 'close');
  child.stdin.end(JSON.stringify(job));
  const output = await text(child.stdout);
  await end;
  if (child.exitCode !== 0) throw new Error(`the loader ended with ${child.exitCode}`);
  const result: LoadResult = JSON.parse(output);
  const refused = Object.entries(result.refusals);
  if (job.kind === 'closed' && refused.length > 0) {
    const words = refused.map(([why, count]) => `${count} × ${why}`).join(', ');
    throw new Error(`${job.request.method} ${job.request.path}: ${result.answers} answers, but also ${words}`);
  }
  return result;
}
