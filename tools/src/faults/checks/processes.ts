import type { Death } from '../stage/fleet.ts';
import { type Verdict, verdict } from './verdict.ts';

/** What a process holds at a moment. */
export interface Holding {
  residentMegabytes: number;
  /** Open files and sockets. */
  handles: number;
}

interface World {
  deaths: Death[];
  /** Lines of logs that speak of an error nobody handled. */
  unhandled: string[];
  before: Record<string, Holding>;
  after: Record<string, Holding>;
  databaseConnections: { before: number; after: number };
}

// A heap of at most 160 MB fills as it likes, and a young process is compared with an old one: only what outgrows that is a leak.
const MORE_MEGABYTES = 120;
// Connections that are kept alive for the next request.
const MORE_HANDLES = 40;
// Thirteen processes with pools of up to ten, which shrink when they idle.
const MORE_CONNECTIONS = 40;

/** I12: who ended without being told to, what nobody handled, and what was not given back. */
export function checkProcesses({ deaths, unhandled, before, after, databaseConnections }: World): Verdict {
  const own = deaths.filter(({ wanted }) => !wanted);
  const violations = [
    ...own.map(({ name, how, at }) => `${name} ended by itself (${how}) at ${new Date(at).toISOString()}`),
    ...deaths
      .filter(({ how, wanted }) => wanted && badEnd(how))
      .map(({ name, how }) => `${name} was told to stop and ended with ${how}`),
    ...unhandled.map((line) => `not handled: ${line}`),
    ...Object.entries(after).flatMap(([name, holding]) => grown(name, { before: before[name], after: holding })),
    ...(databaseConnections.after > databaseConnections.before + MORE_CONNECTIONS
      ? [`${databaseConnections.after} database connections, ${databaseConnections.before} before`]
      : []),
  ];
  const figures = {
    'ended by the schedule': deaths.length - own.length,
    'ended by themselves': own.length,
    'database connections': `${databaseConnections.before} → ${databaseConnections.after}`,
    'memory (MB)': `${sum(before, 'residentMegabytes')} → ${sum(after, 'residentMegabytes')}`,
    handles: `${sum(before, 'handles')} → ${sum(after, 'handles')}`,
  };
  return verdict('I12', { figures, violations });
}

// Killed, or a polite goodbye.
function badEnd(how: string): boolean {
  return how !== 'SIGKILL' && how !== 'exit 0';
}

function grown(name: string, { before, after }: { before: Holding | undefined; after: Holding }): string[] {
  if (!before) return [];
  return [
    ...(after.residentMegabytes > before.residentMegabytes + MORE_MEGABYTES
      ? [`${name} holds ${after.residentMegabytes} MB, ${before.residentMegabytes} before`]
      : []),
    ...(after.handles > before.handles + MORE_HANDLES
      ? [`${name} holds ${after.handles} handles, ${before.handles} before`]
      : []),
  ];
}

function sum(holdings: Record<string, Holding>, what: keyof Holding): number {
  return Object.values(holdings).reduce((total, holding) => total + holding[what], 0);
}
