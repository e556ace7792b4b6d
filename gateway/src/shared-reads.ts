import { setImmediate as nextTurn } from 'node:timers/promises';

interface Line<Answer> {
  current: Promise<Answer>;
  next?: Promise<Answer> | undefined;
}

/** Asks once for all who want the same; see `createSharedReads`. */
export type SharedRead<Answer> = (key: string, ask: () => Promise<Answer>) => Promise<Answer>;

/**
 * Joins reads whose answer is the same for everybody who has the same key. Nobody gets an answer that was asked for before they came, so
 * nothing is staler than without: who comes while one is under way waits for the next, and all who wait share that.
 */
export function createSharedReads<Answer>(): SharedRead<Answer> {
  const lines = new Map<string, Line<Answer>>();

  function begin(key: string, ask: () => Promise<Answer>): Promise<Answer> {
    const line: Line<Answer> = { current: ask() };
    lines.set(key, line);
    const leave = () => {
      if (line.next === undefined) lines.delete(key);
    };
    line.current.then(leave, leave);
    return line.current;
  }

  return (key, ask) => {
    const line = lines.get(key);
    if (!line) return begin(key, ask);
    const start = async () => {
      // Whoever is at the door in this turn comes along. A pause that waits for more was tried: with it everybody waits for everybody.
      await nextTurn();
      return begin(key, ask);
    };
    line.next ??= line.current.then(start, start);
    return line.next;
  };
}
