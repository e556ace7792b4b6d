import { spawn } from 'node:child_process';
import { closeSync, openSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Settings } from './settings.ts';

/** Starts the supervisor in the background and shows what it prints until it is ready (0) or has failed (1). */
export async function startDetached(settings: Settings): Promise<number> {
  const logFile = join(settings.localDirectory, 'supervisor.log');
  const log = openSync(logFile, 'w');
  const child = spawn(process.execPath, [join(settings.root, 'tools/src/start.ts')], {
    cwd: settings.root,
    env: { ...process.env, DETACHED: '0' },
    detached: true,
    stdio: ['ignore', log, log],
  });
  closeSync(log);
  let ended = false;
  child.once('exit', () => {
    ended = true;
  });

  let shown = 0;
  for (;;) {
    const wasEnded = ended;
    const text = readFileSync(logFile, 'utf8');
    process.stdout.write(text.slice(shown));
    shown = text.length;
    if (/^ready$/m.test(text)) break;
    if (wasEnded) return 1;
    await sleep(100);
  }
  child.unref();
  return 0;
}
