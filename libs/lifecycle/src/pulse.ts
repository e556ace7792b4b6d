/** Watches those who wait for another side, which may have fallen silent. */
export interface Pulse {
  /** Somebody waits until the returned function is called. `giveUp` is called instead when the other side shows no sign of life. */
  wait(giveUp: () => void): () => void;
}

interface Waiting {
  since: number;
  giveUp(): void;
  before: Waiting;
  after: Waiting;
}

/** How long a sign of life may take; what is asked for one has to keep to it. */
export const SIGN_OF_LIFE_MS = 1_500;
const LATE_MS = 800;
const LOOK_EVERY_MS = 200;
const OWN_DELAY_MS = 400;

/**
 * An answer that is late may be slow, and is waited for; or nobody is there to give it, as behind a link that carries nothing any more.
 * Whoever has waited for 0.8 s makes us ask whether the other side lives; if it says nothing within 1.5 s, all who wait give up: 2.5 s
 * after they came at the latest. Asked once a second at most, however many wait. Whoever is late themselves, because the machine is crowded, is no judge:
 * then it is asked again. An answer to anybody meanwhile is a sign of life, too.
 */
export function createPulse(isAlive: () => Promise<boolean>): Pulse {
  const waiting = createLine();
  const state: { timer?: NodeJS.Timeout | undefined; dueAt: number; askedAt: number; heardAt: number } = {
    dueAt: 0,
    heardAt: Number.NEGATIVE_INFINITY,
    askedAt: Number.NEGATIVE_INFINITY,
  };

  async function look(): Promise<void> {
    const now = performance.now();
    const oldest = waiting.first();
    if (oldest && now - Math.max(oldest.since, state.askedAt) >= LATE_MS) {
      state.askedAt = now;
      const isLate = now - state.dueAt > OWN_DELAY_MS;
      const lives = await isAlive();
      if (!lives && !isLate && state.heardAt < now && performance.now() - now < SIGN_OF_LIFE_MS + OWN_DELAY_MS)
        giveUp();
    }
    state.timer = waiting.first() ? lookLater() : undefined;
  }

  function giveUp(): void {
    for (const one of waiting.takeAll()) one.giveUp();
  }

  function lookLater(): NodeJS.Timeout {
    state.dueAt = performance.now() + LOOK_EVERY_MS;
    return setTimeout(() => void look(), LOOK_EVERY_MS).unref();
  }

  return {
    wait(giveUp) {
      const leave = waiting.join(giveUp);
      state.timer ??= lookLater();
      return () => {
        if (leave()) state.heardAt = performance.now();
      };
    },
  };
}

/** Those who wait, in the order they came. A ring, because each statement joins and leaves it: a set would keep the dead until they are old (decision 46). */
function createLine() {
  const ends = { since: 0 } as Waiting;
  ends.before = ends;
  ends.after = ends;

  /** Whether it was still there. */
  function leave(one: Waiting): boolean {
    if (one.after === one) return false;
    one.before.after = one.after;
    one.after.before = one.before;
    one.before = one;
    one.after = one;
    return true;
  }

  return {
    first: () => (ends.after === ends ? undefined : ends.after),
    join(giveUp: () => void): () => boolean {
      const one: Waiting = { since: performance.now(), giveUp, before: ends.before, after: ends };
      ends.before.after = one;
      ends.before = one;
      return () => leave(one);
    },
    takeAll(): Waiting[] {
      const all: Waiting[] = [];
      for (let one = ends.after; one !== ends; one = ends.after) {
        all.push(one);
        leave(one);
      }
      return all;
    },
  };
}
