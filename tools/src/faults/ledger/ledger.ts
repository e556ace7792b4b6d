import { createWriteStream } from 'node:fs';
import type { Entry, Invocation, Outcome } from './entry.ts';

/** What everybody did, in memory and as JSON lines in a file. */
export interface Ledger {
  entries: Entry[];
  /** Before a call; returns what is to be called after it. */
  invoke(invocation: Omit<Invocation, 'phase' | 'call' | 'at'>): (outcome: Omit<Outcome, 'call' | 'at' | 'ms'>) => void;
  close(): Promise<void>;
}

export function openLedger(file: string): Ledger {
  const entries: Entry[] = [];
  const stream = createWriteStream(file, { flags: 'w', mode: 0o600 });
  const write = (entry: Entry) => {
    entries.push(entry);
    stream.write(`${JSON.stringify(entry)}\n`);
  };
  let calls = 0;
  return {
    entries,
    invoke(invocation) {
      calls += 1;
      const call = calls;
      const since = performance.now();
      write({ ...invocation, phase: 'invoke', call, at: Date.now() });
      return (outcome) =>
        write({ ...outcome, call, at: Date.now(), ms: Math.round((performance.now() - since) * 10) / 10 });
    },
    close: () => new Promise((resolve) => stream.end(resolve)),
  };
}
