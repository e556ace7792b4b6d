/** Watches those who wait for another side, which may have fallen silent. */
export interface Pulse {
  /** Somebody waits until the returned function is called. `giveUp` is called instead when the other side shows no sign of life. */
  wait(giveUp: () => void): () => void;
}

interface Waiting {
  since: number;
  giveUp(): void;
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
  const waiting = new Set<Waiting>();
  const state: { timer?: NodeJS.Timeout | undefined; dueAt: number; askedAt: number; heardAt: number } = {
    dueAt: 0,
    heardAt: Number.NEGATIVE_INFINITY,
    askedAt: Number.NEGATIVE_INFINITY,
  };

  async function look(): Promise<void> {
    const now = performance.now();
    const [oldest] = waiting;
    if (oldest && now - Math.max(oldest.since, state.askedAt) >= LATE_MS) {
      state.askedAt = now;
      const isLate = now - state.dueAt > OWN_DELAY_MS;
      const lives = await isAlive();
      if (!lives && !isLate && state.heardAt < now && performance.now() - now < SIGN_OF_LIFE_MS + OWN_DELAY_MS)
        giveUp();
    }
    state.timer = waiting.size > 0 ? lookLater() : undefined;
  }

  function giveUp(): void {
    const all = [...waiting];
    waiting.clear();
    for (const one of all) one.giveUp();
  }

  function lookLater(): NodeJS.Timeout {
    state.dueAt = performance.now() + LOOK_EVERY_MS;
    return setTimeout(() => void look(), LOOK_EVERY_MS).unref();
  }

  return {
    wait(giveUp) {
      const one = { since: performance.now(), giveUp };
      waiting.add(one);
      state.timer ??= lookLater();
      return () => {
        if (waiting.delete(one)) state.heardAt = performance.now();
      };
    },
  };
}
