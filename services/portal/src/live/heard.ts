import { newestOf, withNewest } from './keep-newest.ts';

interface Versioned {
  id: string;
  version: number;
}

/** What a screen has heard about things of a kind: the newest of each, and when. */
export interface Heard<Thing extends Versioned> {
  /** Takes in a message; false when a newer one was here already. */
  note(thing: Thing): boolean;
  /** Before fetching a list: the moment from which on messages may be newer than the answer. */
  mark(): number;
  /** A fetched list as it is now: with all that was heard and is newer, and with what joined since `mark`. */
  bringUpToDate(
    fetched: readonly Thing[],
    asked: { mark: number; belongs: (thing: Thing) => boolean },
  ): readonly Thing[];
}

export interface HeardOptions {
  now(): number;
  /** How old an answer may be when it is given. */
  lagMs?: number;
}

/** More than a canteen's busiest day has orders under way. */
const REMEMBERED = 2_000;

export function createHeard<Thing extends Versioned>({ now, lagMs = 0 }: HeardOptions): Heard<Thing> {
  const newest = new Map<string, { thing: Thing; at: number }>();
  return {
    note(thing) {
      const known = newest.get(thing.id);
      if (known && known.thing.version >= thing.version) return false;
      newest.delete(thing.id);
      newest.set(thing.id, { thing, at: now() });
      if (newest.size > REMEMBERED) newest.delete(newest.keys().next().value ?? '');
      return true;
    },
    mark: () => now() - lagMs,
    bringUpToDate(fetched, { mark, belongs }) {
      const ids = new Set(fetched.map(({ id }) => id));
      const later = [...newest.values()].filter((heard) => ids.has(heard.thing.id) || heard.at >= mark);
      return later.reduce((list, { thing }) => withHeard(list, thing, belongs), fetched);
    },
  };
}

/** The list after a message: the thing in its place, or gone when it does not belong here any more. The same list when nothing changes. */
export function withHeard<Thing extends Versioned>(
  list: readonly Thing[],
  heard: Thing,
  belongs: (thing: Thing) => boolean,
): readonly Thing[] {
  const known = list.find(({ id }) => id === heard.id);
  if (!known && !belongs(heard)) return list;
  return belongs(newestOf(known, heard)) ? withNewest(list, heard) : list.filter((thing) => thing !== known);
}
