import type { Random } from '@campus/testing/random';
import type { Fault } from '../matrix/fault.ts';

/** One fault with its victim, as the seed chose them. */
export interface Blow {
  fault: Fault;
  victim: string;
}

/** What happens at a time: one fault, or two that have nothing in common. */
export interface Episode {
  blows: Blow[];
  holdMs: number;
  /** Between the injection of the first and of the second. */
  apartMs: number;
}

const PAIRS = 0.25;

/**
 * Episodes without end, the same for the same seed: every fault of the matrix once in an order of its own, then all again. A quarter
 * of the later ones are pairs; within the first round each fault is seen alone first.
 */
export function* planEpisodes(matrix: readonly Fault[], random: Random): Generator<Episode, never> {
  for (let round = 1; ; round += 1) {
    for (const fault of random.shuffle(matrix)) {
      const blow = { fault, victim: random.pick(fault.victims) };
      const others = matrix.flatMap((other) => compatible(blow, { fault: other, victim: random.pick(other.victims) }));
      const second = round > 1 && random.chance(PAIRS) ? random.pick(others) : undefined;
      const [from, to] = fault.holdSeconds;
      yield {
        blows: second ? [blow, second] : [blow],
        holdMs: Math.round(random.between(from, to) * 1_000),
        apartMs: random.whole(0, 2_000),
      };
    }
  }
}

function compatible(blow: Blow, other: Blow): Blow[] {
  const touched = new Set(blow.fault.touches(blow.victim));
  const both = other.fault.touches(other.victim).some((part) => touched.has(part));
  return both || other.fault === blow.fault ? [] : [other];
}

export function nameOf({ blows }: Pick<Episode, 'blows'>): string {
  return blows.map(({ fault, victim }) => (victim === fault.name ? victim : `${fault.name} (${victim})`)).join(' + ');
}
