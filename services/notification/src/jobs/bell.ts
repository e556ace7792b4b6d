export interface Bell {
  /** Ends the wait that is going on, or the next one. */
  ring(): void;
  /** Resolves at the ring, or after the given time. */
  wait(timeoutMs: number): Promise<void>;
}

/** Lets one loop sleep until there may be something for it; a ring that falls while it works is not lost. */
export function createBell(): Bell {
  let rung = Promise.withResolvers<void>();
  return {
    ring: () => rung.resolve(),
    async wait(timeoutMs) {
      const timer = setTimeout(rung.resolve, timeoutMs);
      await rung.promise;
      clearTimeout(timer);
      rung = Promise.withResolvers<void>();
    },
  };
}
