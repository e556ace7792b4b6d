import { setTimeout as sleep } from 'node:timers/promises';

interface Line<Answer> {
  current: Promise<Answer>;
  next?: Promise<Answer> | undefined;
}

// Only where people wait already: a question to catalog costs as much as several answers from here.
const GATHERING_MS = 2;

/** Asks once for all who want the same; see `createSharedReads`. */
export type SharedRead<Answer> = (key: string, ask: () => Promise<Answer>) => Promise<Answer>;

/**
 * Joins reads whose answer is the same for everybody who has the same key. Nobody gets an answer that was asked for before they came, so
 * nothing is staler than without: who comes while one is under way waits for the next, and all who wait share that, also those who come
 * within the few milliseconds before it begins.
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
      await sleep(GATHERING_MS);
      return begin(key, ask);
    };
    line.next ??= line.current.then(start, start);
    return line.next;
  };
}
