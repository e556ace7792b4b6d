import { median } from './median.ts';

/** What a figure has to reach: the ratio to its yardstick where it has one, otherwise the figure itself. */
export type Target = { atLeast: number } | { atMost: number };

/** Something measured, once per round, beside the yardstick of the same round. */
export interface Figure {
  part: string;
  name: string;
  unit: string;
  rounds: number[];
  against?: Yardstick;
  target?: Target;
}

export interface Yardstick {
  name: string;
  rounds: number[];
}

export interface Verdict {
  value: number;
  least: number;
  most: number;
  yardstick: number | undefined;
  /** Median of the ratios of the rounds, so that what slowed a whole round down cancels out. */
  ratio: number | undefined;
  /** Undefined for a figure without a target. */
  isReached: boolean | undefined;
}

export function judge({ rounds, against, target }: Figure): Verdict {
  const value = median(rounds);
  const ratio = against && median(ratios(rounds, against.rounds));
  const judged = ratio ?? value;
  return {
    value,
    least: Math.min(...rounds),
    most: Math.max(...rounds),
    yardstick: against && median(against.rounds),
    ratio,
    isReached: target && ('atLeast' in target ? judged >= target.atLeast : judged <= target.atMost),
  };
}

/** Round by round; rounds that the yardstick does not have are measured against its median. */
function ratios(rounds: number[], yardsticks: number[]): number[] {
  return rounds.map((value, round) => value / (yardsticks[round] ?? median(yardsticks)));
}
