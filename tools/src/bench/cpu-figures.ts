import { type Cpu, total } from './cpu-of.ts';
import type { Figure } from './figure.ts';

interface CpuFigures {
  part: string;
  /** What was done, such as "1,000 orders". */
  what: string;
  /** CPU seconds of each round for that much. */
  rounds: Cpu[];
}

/** CPU seconds by process, dearest first, and all together. */
export function cpuFigures({ part, what, rounds }: CpuFigures): Figure[] {
  const names = [...new Set(rounds.flatMap((cpu) => Object.keys(cpu)))];
  const seconds = (name: string) => rounds.map((cpu) => cpu[name] ?? 0);
  const sum = (name: string) => seconds(name).reduce((all, one) => all + one, 0);
  const figures = names
    .sort((one, other) => sum(other) - sum(one))
    .map((name) => ({ part, name: `CPU for ${what}: ${name}`, unit: 's', rounds: seconds(name) }));
  return [...figures, { part, name: `CPU for ${what}: all`, unit: 's', rounds: rounds.map(total) }];
}

/** CPU for `wanted` of what was done `done` times. */
export function scaled(cpu: Cpu, { done, wanted }: { done: number; wanted: number }): Cpu {
  return Object.fromEntries(Object.entries(cpu).map(([name, seconds]) => [name, (seconds * wanted) / done]));
}
