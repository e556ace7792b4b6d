import { open, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { median } from './median.ts';

const TIMES = 200;
// A page of PostgreSQL's log.
const BYTES = 8_192;

/** Milliseconds, the median of many: writing a page and having it safe on the disk of this directory, as every commit does. */
export async function fsyncMs(directory: string): Promise<number> {
  const path = join(directory, 'fsync');
  const file = await open(path, 'w');
  try {
    const page = Buffer.alloc(BYTES, 'x');
    const times: number[] = [];
    for (let turn = 0; turn < TIMES; turn += 1) {
      const begun = performance.now();
      await file.write(page, 0, BYTES, 0);
      await file.datasync();
      times.push(performance.now() - begun);
    }
    return median(times);
  } finally {
    await file.close();
    await rm(path);
  }
}
