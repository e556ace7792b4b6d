import { ACCESS_LIFE_SECONDS, SESSION_LIFE_MS } from './session.ts';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;

/** Consumers fetch the keys every five minutes, a cache between may keep them for five more, a mounted secret arrives within two. */
export const PUBLISHED_BEFORE_SIGNING_MS = 15 * MINUTE_MS;
/** Until the last access token has expired; half an hour more for a replica that goes on signing until it has the new file. */
const PUBLISHED_AFTER_SIGNING_MS = ACCESS_LIFE_SECONDS * 1000 + 30 * MINUTE_MS;
/** Until the last refresh token has expired, which only auth has to verify. */
const KEPT_AFTER_SIGNING_MS = SESSION_LIFE_MS + HOUR_MS;

/** A key of the file. The first signs; the dates say what the others are there for: `publishedAt` alone is the next key, `retiredAt` an old one. */
export interface RingKey {
  kid: string;
  publishedAt?: Date | undefined;
  signingSince?: Date | undefined;
  retiredAt?: Date | undefined;
}

/** What is due: a next key joins, the next key begins to sign, or nothing before `until`. */
export type Step =
  | { kind: 'publish' }
  | { kind: 'promote'; kid: string; retires: string }
  | { kind: 'wait'; for: 'publication' | 'age'; until: Date };

export interface Advance<Key extends RingKey> {
  ring: Key[];
  removed: string[];
  step: Step;
}

/** Whether consumers still need the key. The one that signs is never asked for its dates. */
export function isPublished({ retiredAt }: RingKey, position: number, now: Date): boolean {
  return position === 0 || !retiredAt || now.getTime() < retiredAt.getTime() + PUBLISHED_AFTER_SIGNING_MS;
}

/** Throws a sentence for a person when the dates make no sense, so that nothing is decided on them. */
export function requireSense(ring: RingKey[], now: Date): void {
  const [first] = ring;
  if (first?.retiredAt) throw new RangeError(`Key ${first.kid} is the first, so it signs, but it has retired_at.`);
  for (const { kid, publishedAt, signingSince, retiredAt } of ring) {
    const ahead = [publishedAt, signingSince, retiredAt].find((date) => date && date.getTime() > now.getTime());
    if (ahead)
      throw new RangeError(`Key ${kid} has the date ${ahead.toISOString()}, which is to come: check the clock.`);
  }
}

/**
 * One step of a rotation (S03): a key is published for a quarter of an hour before it signs, and its predecessor stays until nothing it
 * signed is alive. Doing it again too early, or too often, changes nothing.
 */
export function advance<Key extends RingKey>(
  keys: Key[],
  { now, minAgeMs }: { now: Date; minAgeMs: number },
): Advance<Key> {
  const kept = keys.filter((key, position) => position === 0 || !isOver(key, now));
  const removed = keys.filter((key) => !kept.includes(key)).map(({ kid }) => kid);
  // Whoever put a key there by hand knows what it is for; we do not, so it stays for as long as a key that signed until now.
  const [signing, ...others] = kept.map((key, position) =>
    position > 0 && !key.publishedAt && !key.retiredAt ? { ...key, retiredAt: now } : key,
  );
  if (!signing) throw new RangeError('There is no key.');
  const next = others.filter(isNext).toSorted((one, other) => Number(one.publishedAt) - Number(other.publishedAt))[0];
  if (!next) return { ring: [signing, ...others], removed, step: beginning(signing, { now, minAgeMs }) };
  const until = new Date(Number(next.publishedAt) + PUBLISHED_BEFORE_SIGNING_MS);
  if (until > now) return { ring: [signing, ...others], removed, step: { kind: 'wait', for: 'publication', until } };
  const rest = others.filter((key) => key !== next);
  return {
    ring: [{ ...next, signingSince: now }, { ...signing, retiredAt: now }, ...rest],
    removed,
    step: { kind: 'promote', kid: next.kid, retires: signing.kid },
  };
}

function beginning({ signingSince }: RingKey, { now, minAgeMs }: { now: Date; minAgeMs: number }): Step {
  const until = new Date((signingSince?.getTime() ?? 0) + minAgeMs);
  return until > now ? { kind: 'wait', for: 'age', until } : { kind: 'publish' };
}

function isNext({ publishedAt, signingSince, retiredAt }: RingKey): boolean {
  return publishedAt !== undefined && signingSince === undefined && retiredAt === undefined;
}

function isOver({ retiredAt }: RingKey, now: Date): boolean {
  return retiredAt !== undefined && now.getTime() >= retiredAt.getTime() + KEPT_AFTER_SIGNING_MS;
}
