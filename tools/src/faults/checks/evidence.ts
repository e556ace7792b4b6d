import type { InvariantId, Verdict } from './verdict.ts';

/** What must have been seen for an invariant to mean anything: an empty world breaks nothing. By the names of the figures. */
const SEEN: Partial<Record<InvariantId, string[]>> = {
  I1: ['payments', 'provider captured'],
  I2: ['status steps', 'completed'],
  I3: ['places taken'],
  I4: ['answered'],
  I5: ['notifications', 'pushes and SMS'],
  I6: ['sales'],
  I7: ['orders in them', 'tries to read others'],
  I8: ['lines'],
  I9: ['events', 'bindings'],
  I10: ['entries', 'order screens', 'frames in the kitchen'],
  I11: ['calls that had to be answered'],
  I13: ['signed-out sessions tried'],
  I14: ['orders with a rider'],
};

/** The verdict, violated also when what it is about never happened. */
export function withEvidence(one: Verdict): Verdict {
  const wanted = SEEN[one.id as InvariantId] ?? [];
  const unseen = wanted.filter((figure) => !(Number(one.figures[figure]) > 0));
  return { ...one, violations: [...one.violations, ...unseen.map((figure) => `no ${figure}: it proves nothing`)] };
}
