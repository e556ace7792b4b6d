/** What a link does to whoever uses it. */
export type Weather =
  | { kind: 'fair' }
  /** Every piece arrives so much later, in both directions. */
  | { kind: 'late'; delayMs: number }
  /** Of every piece one byte arrives at a time, in both directions. */
  | { kind: 'trickling'; everyMs: number }
  /** Connections stand and nothing arrives, as when packets vanish; what was sent arrives when it is over. */
  | { kind: 'black hole' }
  /** Open connections are reset, and so is every new one. */
  | { kind: 'refusing' }
  /** Of so many pieces of answers one breaks off in the middle, and the connection with it. */
  | { kind: 'tearing'; every: number };

/** The weather over one link; those who carry wait for it to change. */
export interface Sky {
  weather(): Weather;
  change(weather: Weather): void;
  /** Called at every change until the returned function is called. */
  onChange(listener: () => void): () => void;
  /** When the weather is tearing: whether this piece is torn. */
  tears(): boolean;
}

export function openSky(): Sky {
  const listeners = new Set<() => void>();
  let weather: Weather = { kind: 'fair' };
  let pieces = 0;
  return {
    weather: () => weather,
    change(next) {
      weather = next;
      for (const listener of listeners) listener();
    },
    onChange(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    tears() {
      if (weather.kind !== 'tearing') return false;
      pieces += 1;
      return pieces % weather.every === 0;
    },
  };
}
