import { once } from 'node:events';
import { text } from 'node:stream/consumers';
import { startChild } from '../child-program.ts';
import type { LoadJob, LoadResult } from './load-job.ts';

const BUSY = '503';

/**
 * Runs a load in a process of its own. A platform that is asked for more than it can do says 503 to some; that is a result. Rejects when
 * a request was refused for any other reason: what was measured would mean nothing.
 */
export async function runLoad(job: LoadJob): Promise<LoadResult> {
  const child = startChild({ program: 'load.ts' });
  const end = once(child, 'close');
  child.stdin.end(JSON.stringify(job));
  const output = await text(child.stdout);
  await end;
  if (child.exitCode !== 0) throw new Error(`the loader ended with ${child.exitCode}`);
  const result: LoadResult = JSON.parse(output);
  const refused = Object.entries(result.refusals).filter(([why]) => why !== BUSY);
  if (refused.length > 0) {
    const words = refused.map(([why, count]) => `${count} × ${why}`).join(', ');
    throw new Error(`${job.request.method} ${job.request.path}: ${result.answers} answers, but also ${words}`);
  }
  return result;
}
