import type { InvariantId } from '../checks/verdict.ts';

/** A replacement in one file of a copy of the sources; the text must be there exactly once. */
export interface Patch {
  file: string;
  find: string;
  replace: string;
}

/** A bug that somebody might write, the faults that bring it to light, and the invariant that must name it. */
export interface PlantedBug {
  name: string;
  what: string;
  patches: readonly Patch[];
  /** Rows of the fault matrix with their victims, two at a time where there are two. */
  episodes: readonly (readonly [fault: string, victim: string])[][];
  caughtBy: InvariantId;
}
