interface Versioned {
  id: string;
  version: number;
}

/** Of two states of one thing the one with the higher version: messages and answers may overtake each other. */
export function newestOf<Thing extends Versioned>(known: Thing | undefined, heard: Thing): Thing {
  return known && known.version >= heard.version ? known : heard;
}

/** A list in which `heard` has its place: replaced where it stands when it is newer, added at the end when it is new. The same list when nothing changes. */
export function withNewest<Thing extends Versioned>(list: readonly Thing[], heard: Thing): readonly Thing[] {
  const known = list.find(({ id }) => id === heard.id);
  if (!known) return [...list, heard];
  const newest = newestOf(known, heard);
  return newest === known ? list : list.map((thing) => (thing === known ? newest : thing));
}

/** A fetched list with everything that was heard meanwhile and is newer. What the list does not have stays out: it decides who belongs. */
export function refreshed<Thing extends Versioned>(
  fetched: readonly Thing[],
  known: readonly Thing[],
): readonly Thing[] {
  const byId = new Map(known.map((thing) => [thing.id, thing]));
  return fetched.map((thing) => newestOf(byId.get(thing.id), thing));
}
