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

/**
 * An answer that is late may be slow, and is waited for; or nobody is there to give it, as behind a link that carries nothing any more.
 * Whoever has waited for 0.8 s makes us ask whether the other side lives; if it says nothing within 1.5 s, all who wait give up: 2.5 s
 * after they came at the latest. Asked once a second at most, however many wait.
 */
export function createPulse(isAlive: () => Promise<boolean>): Pulse {
  const waiting = new Set<Waiting>();
  const state: { timer?: NodeJS.Timeout | undefined; askedAt: number } = { askedAt: Number.NEGATIVE_INFINITY };

  async function look(): Promise<void> {
    const now = performance.now();
    const [oldest] = waiting;
    if (oldest && now - Math.max(oldest.since, state.askedAt) >= LATE_MS) {
      state.askedAt = now;
      if (!(await isAlive())) giveUp();
    }
    state.timer = waiting.size > 0 ? lookLater() : undefined;
  }

  function giveUp(): void {
    const all = [...waiting];
    waiting.clear();
    for (const one of all) one.giveUp();
  }

  const lookLater = () => setTimeout(() => void look(), LOOK_EVERY_MS).unref();

  return {
    wait(giveUp) {
      const one = { since: performance.now(), giveUp };
      waiting.add(one);
      state.timer ??= lookLater();
      return () => void waiting.delete(one);
    },
  };
}
