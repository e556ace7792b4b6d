export type Turns = <Result>(key: string, work: () => Promise<Result>) => Promise<Result>;

/**
 * Runs work of one key in the order it came and work of different keys side by side. With one consumer this keeps the
 * events of an aggregate in order, with several it makes disorder rare; versions guard against the rest.
 */
export function createTurns(): Turns {
  const last = new Map<string, Promise<unknown>>();
  return (key, work) => {
    const run = (last.get(key) ?? Promise.resolve()).then(work, work);
    last.set(key, run);
    const leave = () => {
      if (last.get(key) === run) last.delete(key);
    };
    run.then(leave, leave);
    return run;
  };
}
