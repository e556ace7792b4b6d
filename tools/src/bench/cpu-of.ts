import { processTree } from './process-tree.ts';

/** CPU seconds by name of process. */
export type Cpu = Record<string, number>;

/** CPU that each of these processes, with all its children, has used since it began. */
export function cpuOf(pids: Record<string, number>): Cpu {
  return Object.fromEntries(Object.entries(pids).map(([name, pid]) => [name, cpuOfTree(pid)]));
}

/** What was used between two looks. */
export function cpuBetween(before: Cpu, after: Cpu): Cpu {
  return Object.fromEntries(Object.entries(after).map(([name, seconds]) => [name, seconds - (before[name] ?? 0)]));
}

export function total(cpu: Cpu): number {
  return Object.values(cpu).reduce((sum, seconds) => sum + seconds, 0);
}

function cpuOfTree(pid: number): number {
  return processTree(pid).reduce((sum, { ownSeconds, endedSeconds }) => sum + ownSeconds + endedSeconds, 0);
}
