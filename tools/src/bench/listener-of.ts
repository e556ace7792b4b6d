import { existsSync, readdirSync, readFileSync, readlinkSync } from 'node:fs';

const LISTENING = '0A';

/** The process that listens on this TCP port of this machine, if we may see it. A server that forks: the first of its processes. */
export function listenerOf(port: number): number | undefined {
  const sockets = new Set(socketsOf(port).map((inode) => `socket:[${inode}]`));
  const pids = readdirSync('/proc').filter((name) => /^\d+$/.test(name));
  return pids
    .map(Number)
    .sort((one, other) => one - other)
    .find((pid) => openFiles(pid).some((file) => sockets.has(file)));
}

function socketsOf(port: number): string[] {
  const tables = ['/proc/net/tcp', '/proc/net/tcp6'].filter(existsSync);
  const rows = tables.flatMap((table) => readFileSync(table, 'utf8').trim().split('\n').slice(1));
  const hexPort = `:${port.toString(16).toUpperCase().padStart(4, '0')}`;
  return rows
    .map((row) => row.trim().split(/\s+/))
    .filter(([, local = '', , state]) => local.endsWith(hexPort) && state === LISTENING)
    .flatMap((fields) => fields[9] ?? []);
}

// Of processes that are not ours, and of those that have just ended, nothing can be seen.
function openFiles(pid: number): string[] {
  try {
    return readdirSync(`/proc/${pid}/fd`).flatMap((descriptor) => readlinkSync(`/proc/${pid}/fd/${descriptor}`));
  } catch {
    return [];
  }
}
