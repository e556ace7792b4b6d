import type { Part } from '@campus/lifecycle/run';

/** Whether changes reach screens now, so that a screen can say that it is not live instead of being late in silence. */
export interface Live extends Part {
  now(): boolean;
  onChange(listener: (live: boolean) => void): void;
}

const LOOK_EVERY_MS = 1_000;
const PATIENCE_LOOKS = 3;

/** A connection that is replaced within a moment is not worth a word; it is live again as soon as changes flow. */
export function watchLive(flows: () => boolean): Live {
  const listeners: ((live: boolean) => void)[] = [];
  const state: { live: boolean; failedLooks: number; timer?: NodeJS.Timeout } = { live: true, failedLooks: 0 };

  function look(): void {
    state.failedLooks = flows() ? 0 : state.failedLooks + 1;
    const live = state.failedLooks === 0 || (state.live && state.failedLooks < PATIENCE_LOOKS);
    if (live === state.live) return;
    state.live = live;
    for (const listener of listeners) listener(live);
  }

  return {
    name: 'live',
    now: () => state.live,
    onChange: (listener) => void listeners.push(listener),
    async start() {
      state.timer = setInterval(look, LOOK_EVERY_MS);
    },
    async stop() {
      clearInterval(state.timer);
    },
  };
}
