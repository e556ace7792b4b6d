import { existsSync, readFileSync, renameSync } from 'node:fs';
import { join } from 'node:path';
import type { Settings } from './settings.ts';

/** Where the output of a service goes. */
export function logFile(settings: Settings, name: string): string {
  return join(settings.localDirectory, 'logs', `${name}.log`);
}

/** The last lines of a log file, for a failure message. */
export function lastLines(file: string, count = 20): string {
  if (!existsSync(file)) return '';
  return readFileSync(file, 'utf8').trimEnd().split('\n').slice(-count).join('\n');
}

/** Every start of the platform begins new logs; those of the start before stay as `<name>.log.previous`. */
export function beginLogs(programs: { logFile: string }[]): void {
  for (const { logFile } of programs) {
    if (existsSync(logFile)) renameSync(logFile, `${logFile}.previous`);
  }
}
