import { unavailable } from '@campus/errors/app-error';

/** Runs work in the order it came, one at a time. Throws 503 when `most` are running or waiting already. */
export function oneAtATime(most: number): <Result>(work: () => Promise<Result>) => Promise<Result> {
  const line: { last: Promise<unknown>; length: number } = { last: Promise.resolve(), length: 0 };
  return async (work) => {
    if (line.length >= most) throw unavailable('Too many uploads at once.');
    line.length += 1;
    const run = line.last.then(work, work);
    line.last = run;
    try {
      return await run;
    } finally {
      line.length -= 1;
    }
  };
}
