import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const SUSPICIOUS =
  /unhandled ?rejection|uncaught ?exception|^(?:\w*Error|Uncaught)\b|MaxListenersExceededWarning|heap out of memory/i;
const LONGEST = 300;

/** Lines of the services' logs that speak of an error nobody handled, each kind once. */
export function unhandledIn(directory: string): string[] {
  const files = readdirSync(join(directory, 'logs')).filter((file) => file.endsWith('.log'));
  const found = files.flatMap((file) =>
    suspicious(readFileSync(join(directory, 'logs', file), 'utf8')).map((line) => `${file}: ${line}`),
  );
  return [...new Set(found)];
}

export function suspicious(log: string): string[] {
  return log
    .split('\n')
    .filter((line) => SUSPICIOUS.test(line))
    .map((line) => line.replace(/"time":[^,]+,/, '').slice(0, LONGEST));
}
