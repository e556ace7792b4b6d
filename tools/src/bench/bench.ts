import type { BenchPlatform } from './bench-platform.ts';
import type { Figure } from './figure.ts';
import type { Wishes } from './wishes.ts';

/** What every part of the benchmark works with. */
export interface Bench {
  platform: BenchPlatform;
  wishes: Wishes;
  /** Telemetry as production has it. */
  telemetry: Record<string, string>;
  /** One line for whoever waits. */
  say(line: string): void;
}

/** Measures; the platform runs and is furnished before and after. */
export type Part = (bench: Bench) => Promise<Figure[]>;
