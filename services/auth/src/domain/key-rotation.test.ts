import { describe, expect, it } from 'vitest';
import { advance, isPublished, type RingKey, requireSense } from './key-rotation.ts';

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;
const start = new Date('2026-02-13T08:00:00.000Z');
const after = (ms: number) => new Date(start.getTime() + ms);

/** What an operator's runs do at these moments; `+` stands for the key that the program makes when one is due. */
function rotate(keys: RingKey[], moments: number[]): { ring: RingKey[]; steps: string[] } {
  const steps: string[] = [];
  let ring = keys;
  for (const ms of moments) {
    const now = after(ms);
    const next = advance(ring, { now, minAgeMs: DAY });
    ring =
      next.step.kind === 'publish' ? [...next.ring, { kid: `key-${ring.length + 1}`, publishedAt: now }] : next.ring;
    steps.push([next.step.kind, ...next.removed].join(' '));
  }
  return { ring, steps };
}

const kids = (ring: RingKey[]) => ring.map(({ kid }) => kid);

describe('S03: a rotation', () => {
  it('publishes the next key a quarter of an hour before it signs, and removes the old one when its last token is gone', () => {
    const moments = [0, 15 * MINUTE - 1, 15 * MINUTE, 31 * DAY];
    const { ring, steps } = rotate([{ kid: 'key-1' }], moments);
    expect(steps).toEqual(['publish', 'wait', 'promote', 'publish key-1']);
    expect(ring[0]).toMatchObject({ kid: 'key-2', signingSince: after(15 * MINUTE) });
  });

  it('keeps the old key for as long as a refresh token lives, and an hour more', () => {
    const { ring } = rotate([{ kid: 'key-1' }], [0, 15 * MINUTE]);
    expect(ring[1]).toMatchObject({ kid: 'key-1', retiredAt: after(15 * MINUTE) });
    const over = 15 * MINUTE + 30 * DAY + 60 * MINUTE;
    expect(advance(ring, { now: after(over - 1), minAgeMs: 99 * DAY }).removed).toEqual([]);
    expect(advance(ring, { now: after(over), minAgeMs: 99 * DAY })).toMatchObject({
      removed: ['key-1'],
      ring: [{ kid: 'key-2' }],
    });
  });

  it('may be repeated at any moment: nothing more happens than is due', () => {
    const often = Array.from({ length: 200 }, (_, run) => run * MINUTE);
    const { ring, steps } = rotate([{ kid: 'key-1' }], often);
    expect(kids(ring)).toEqual(['key-2', 'key-1']);
    expect(steps.filter((step) => step !== 'wait')).toEqual(['publish', 'promote']);
  });

  it('begins again when the key that signs is old enough', () => {
    const signing = { kid: 'key-1', signingSince: start };
    expect(advance([signing], { now: after(DAY - 1), minAgeMs: DAY }).step).toMatchObject({ kind: 'wait', for: 'age' });
    expect(advance([signing], { now: after(DAY), minAgeMs: DAY }).step).toEqual({ kind: 'publish' });
  });

  it('never removes a key of which nobody says what it is for before it would be too old anyway', () => {
    const { ring } = rotate([{ kid: 'key-1' }, { kid: 'by-hand' }], [0, 15 * MINUTE]);
    expect(kids(ring)).toEqual(['key-3', 'key-1', 'by-hand']);
    expect(ring[2]).toMatchObject({ retiredAt: start });
  });
});

describe('a key', () => {
  const old = { kid: 'old', retiredAt: start };

  it('is published until the access tokens it signed are gone, and always while it signs', () => {
    expect(isPublished(old, 1, after(90 * MINUTE - 1))).toBe(true);
    expect(isPublished(old, 1, after(90 * MINUTE))).toBe(false);
    expect(isPublished(old, 0, after(99 * DAY))).toBe(true);
    expect(isPublished({ kid: 'next', publishedAt: start }, 1, after(99 * DAY))).toBe(true);
  });

  it('with dates that make no sense stops everything', () => {
    expect(() => requireSense([{ kid: 'a', publishedAt: after(1) }], start)).toThrow('check the clock');
    expect(() => requireSense([old], after(1))).toThrow('has retired_at');
    expect(() => requireSense([{ kid: 'a' }, old], start)).not.toThrow();
  });
});
