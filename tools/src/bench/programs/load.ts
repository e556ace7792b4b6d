import { json } from 'node:stream/consumers';
import { runClosedLoad } from '../load/closed-load.ts';
import type { LoadJob } from '../load/load-job.ts';
import { runOpenLoad } from '../load/open-load.ts';

/** A process of its own for the load: the job as JSON on standard input, the result on standard output. */
const job = (await json(process.stdin)) as LoadJob;
const result = job.kind === 'closed' ? await runClosedLoad(job) : await runOpenLoad(job);
process.stdout.write(JSON.stringify(result));
