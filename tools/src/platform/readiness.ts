import { setTimeout as sleep } from 'node:timers/promises';
import { lastLines } from './log-files.ts';
import type { Program } from './programs.ts';
import type { Settings } from './settings.ts';
import { SetupFault } from './setup-fault.ts';

/** Whether `GET /health/<probe>` answers 200 on this loopback port. */
export async function isHealthy(port: number | undefined, probe: 'live' | 'ready'): Promise<boolean> {
  try {
    const answer = await fetch(`http://127.0.0.1:${port}/health/${probe}`, { signal: AbortSignal.timeout(2_000) });
    await answer.body?.cancel();
    return answer.status === 200;
  } catch {
    return false;
  }
}

/** Waits until all programs are ready. Throws `SetupFault` with the end of the log of each that is not within `timeoutMs`. */
export async function waitUntilReady(settings: Settings, programs: Program[], timeoutMs = 60_000): Promise<void> {
  const deadline = Date.now() + timeoutMs;
  let waiting = programs;
  while (waiting.length > 0) {
    const verdicts = await Promise.all(waiting.map((program) => isHealthy(settings.ports[program.name], 'ready')));
    waiting = waiting.filter((_, index) => !verdicts[index]);
    if (waiting.length > 0 && Date.now() > deadline) throw new SetupFault(waiting.map(notReady).join('\n\n'));
    await sleep(100);
  }
}

function notReady({ name, logFile }: Program): string {
  return `${name} is not ready. The end of ${logFile}:\n${lastLines(logFile)}`;
}
