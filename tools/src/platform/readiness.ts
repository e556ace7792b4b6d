import { setTimeout as sleep } from 'node:timers/promises';
import { lastLines, logFile } from './log-files.ts';
import { SERVICES, type Service } from './service-environments.ts';
import type { Settings } from './settings.ts';
import { SetupFault } from './setup-fault.ts';

/** Whether the process of a service answers that it is `live`, or `ready`. */
export async function isHealthy(
  settings: Settings,
  { name, health }: Service,
  probe: 'live' | 'ready',
): Promise<boolean> {
  try {
    const url = `http://127.0.0.1:${settings.ports[name]}${health[probe]}`;
    const answer = await fetch(url, { signal: AbortSignal.timeout(2_000) });
    await answer.body?.cancel();
    return answer.status === 200;
  } catch {
    return false;
  }
}

/** Waits until all services are ready. Throws `SetupFault` with the end of the log of each that is not within `timeoutMs`. */
export async function waitUntilReady(settings: Settings, timeoutMs = 60_000): Promise<void> {
  const deadline = Date.now() + timeoutMs;
  let waiting = SERVICES;
  while (waiting.length > 0) {
    const verdicts = await Promise.all(waiting.map((service) => isHealthy(settings, service, 'ready')));
    waiting = waiting.filter((_, index) => !verdicts[index]);
    if (waiting.length > 0 && Date.now() > deadline) throw new SetupFault(notReady(settings, waiting));
    await sleep(100);
  }
}

function notReady(settings: Settings, services: Service[]): string {
  const reports = services.map(({ name }) => {
    const file = logFile(settings, name);
    return `${name} is not ready. The end of ${file}:\n${lastLines(file)}`;
  });
  return reports.join('\n\n');
}
