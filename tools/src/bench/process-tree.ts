import { readdirSync, readFileSync } from 'node:fs';

/** Clock ticks a second in /proc, the same on every Linux that Node runs on. */
const TICKS = 100;

/** What /proc says of one process. */
export interface ProcessStat {
  pid: number;
  parent: number;
  /** CPU of the process itself. */
  ownSeconds: number;
  /** CPU of its children that have ended. */
  endedSeconds: number;
}

/** Undefined when it has ended. */
export function processStat(pid: number): ProcessStat | undefined {
  try {
    // The name in field 2 may contain anything, also spaces and brackets.
    const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ').at(-1)?.split(' ') ?? [];
    const seconds = (...positions: number[]) =>
      positions.reduce((sum, position) => sum + Number(fields[position]), 0) / TICKS;
    return { pid, parent: Number(fields[1]), ownSeconds: seconds(11, 12), endedSeconds: seconds(13, 14) };
  } catch {
    return undefined;
  }
}

/** The process and everything below it that lives. */
export function processTree(root: number): ProcessStat[] {
  const all = readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .flatMap((name) => processStat(Number(name)) ?? []);
  const below = (pid: number): ProcessStat[] =>
    all.filter(({ parent }) => parent === pid).flatMap((child) => [child, ...below(child.pid)]);
  return [...all.filter(({ pid }) => pid === root), ...below(root)];
}
