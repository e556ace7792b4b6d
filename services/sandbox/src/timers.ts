/**
 * Delays in provider time. Scale and `advance` shorten the waiting only; timestamps in answers stay real,
 * because the services under test compare them with their own clocks.
 */
export interface Timers {
  elapsedMs(): number;
  after(delayMs: number, task: () => unknown): void;
  setScale(scale: number): void;
  advance(ms: number): void;
  clear(): void;
}

interface Waiting {
  dueMs: number;
  task: () => unknown;
}

export function createTimers(onFault: (error: unknown) => void): Timers {
  let waiting: Waiting[] = [];
  let scale = 1;
  let passedMs = 0;
  let since = performance.now();
  let alarm: NodeJS.Timeout | undefined;

  const elapsedMs = () => passedMs + (performance.now() - since) * scale;
  const moveTo = (ms: number) => {
    passedMs = ms;
    since = performance.now();
  };
  const arm = () => {
    clearTimeout(alarm);
    const next = waiting[0];
    if (next) alarm = setTimeout(runDue, Math.min(Math.max(0, (next.dueMs - elapsedMs()) / scale), 2 ** 30)).unref();
  };
  const runOne = ({ task }: Waiting) => void Promise.resolve().then(task).catch(onFault);
  const runDue = () => {
    while (waiting[0] && waiting[0].dueMs <= elapsedMs()) runOne(waiting.shift() as Waiting);
    arm();
  };

  return {
    elapsedMs,
    after(delayMs, task) {
      waiting.push({ dueMs: elapsedMs() + delayMs, task });
      waiting.sort((a, b) => a.dueMs - b.dueMs);
      arm();
    },
    setScale(next) {
      moveTo(elapsedMs());
      scale = next;
      arm();
    },
    advance(ms) {
      moveTo(elapsedMs() + ms);
      runDue();
    },
    clear() {
      clearTimeout(alarm);
      waiting = [];
      moveTo(elapsedMs());
      scale = 1;
    },
  };
}
