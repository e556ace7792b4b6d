import { styleText } from 'node:util';

/** Prints what happens as it happens, one aligned line per step. */
export interface Timeline {
  /** A step that ends now; the latency counts from `since` (`performance.now()`), when there is a beginning to name. */
  tell(who: string, what: string, since?: number): void;
  /** Does the work and tells it with the time it took; `describe` may use what came out. */
  step<Result>(who: string, what: string | ((result: Result) => string), work: () => Promise<Result>): Promise<Result>;
  /** Remembers when something was set off, so that those who see its effect can tell the latency. */
  mark(event: string): void;
  /** When the event was set off, if it was. */
  since(event: string): number | undefined;
}

export function startTimeline(print: (line: string) => void = console.log): Timeline {
  const startedAt = performance.now();
  const marks = new Map<string, number>();
  print(dim('     time   latency  who               what'));

  const tell: Timeline['tell'] = (who, what, since) => {
    const now = performance.now();
    const time = `${((now - startedAt) / 1000).toFixed(3)} s`.padStart(9);
    const latency = (since === undefined ? '' : `${Math.round(now - since)} ms`).padStart(9);
    print(`${dim(time)} ${latency}  ${who.padEnd(17)} ${what}`);
  };

  return {
    tell,
    async step(who, what, work) {
      const since = performance.now();
      const result = await work();
      tell(who, typeof what === 'string' ? what : what(result), since);
      return result;
    },
    mark: (event) => void marks.set(event, performance.now()),
    since: (event) => marks.get(event),
  };
}

function dim(text: string): string {
  return styleText('dim', text, { stream: process.stdout });
}
