export interface Bell {
  /** Ends the wait that is going on, or the next one. */
  ring(): void;
  /** Resolves at the ring, or after the given time; to whether it rang. */
  wait(timeoutMs: number): Promise<boolean>;
}

/** Lets one loop sleep until somebody has something for it; rings that fall while it works are not lost. */
export function createBell(): Bell {
  const state: { rung: boolean; wakeUp?: () => void } = { rung: false };
  return {
    ring() {
      state.rung = true;
      state.wakeUp?.();
    },
    async wait(timeoutMs) {
      if (!state.rung) {
        const { promise, resolve } = Promise.withResolvers<void>();
        const timer = setTimeout(resolve, timeoutMs);
        state.wakeUp = resolve;
        await promise;
        clearTimeout(timer);
        delete state.wakeUp;
      }
      const { rung } = state;
      state.rung = false;
      return rung;
    },
  };
}
