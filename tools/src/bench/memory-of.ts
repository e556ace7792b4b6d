import { existsSync, readFileSync } from 'node:fs';
import { processTree } from './process-tree.ts';

/** MB of memory of a process and its children: what is resident, and its fair part of what is shared. */
export interface Memory {
  residentMb: number;
  /** PSS: pages that several processes share are divided among them, so that sums are true. */
  proportionalMb: number;
}

export function memoryOf(pids: Record<string, number>): Record<string, Memory> {
  return Object.fromEntries(Object.entries(pids).map(([name, pid]) => [name, memoryOfTree(pid)]));
}

export function proportionalSum(memory: Record<string, Memory>): number {
  return Object.values(memory).reduce((sum, { proportionalMb }) => sum + proportionalMb, 0);
}

function memoryOfTree(root: number): Memory {
  const memory = processTree(root).map(({ pid }) => rollup(pid));
  const sum = (key: keyof Memory) => memory.reduce((megabytes, one) => megabytes + one[key], 0);
  return { residentMb: sum('residentMb'), proportionalMb: sum('proportionalMb') };
}

function rollup(pid: number): Memory {
  const file = `/proc/${pid}/smaps_rollup`;
  const text = existsSync(file) ? readFileSync(file, 'utf8') : '';
  const megabytes = (name: string) => Number(new RegExp(`^${name}:\\s+(\\d+) kB`, 'm').exec(text)?.[1] ?? 0) / 1024;
  return { residentMb: megabytes('Rss'), proportionalMb: megabytes('Pss') };
}
