/** A rush for the last places of a slot: its cap, and how many places were taken before and after everybody had ordered at once. */
export interface Rush {
  cap: number;
  before: number;
  after: number;
}

/**
 * The harness's half of I3. The audit's replay allows ten seconds around a change of the cap, because it cannot know which one an order
 * saw; whoever has changed it and waited does. More than the cap may be taken only by those who were there before it was lowered.
 */
export function overfullRushes(rushes: Rush[]): string[] {
  return rushes.flatMap(({ cap, before, after }) =>
    after > Math.max(cap, before)
      ? [`${after} places were taken in a rush, the cap was ${cap}, ${before} were taken before`]
      : [],
  );
}
