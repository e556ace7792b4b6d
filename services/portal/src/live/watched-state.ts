import { type ConnectionEvent, type ConnectionState, nextState } from './connection-state.ts';

export interface WatchedState {
  /** The same object until a person could see a difference: not a new one at every ping. */
  state(): ConnectionState;
  subscribe(listener: () => void): () => void;
  happen(event: ConnectionEvent): void;
}

export function watchedState(now: () => number): WatchedState {
  let actual: ConnectionState = { kind: 'connecting' };
  let shown: ConnectionState = actual;
  const listeners = new Set<() => void>();
  return {
    state: () => shown,
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    happen(event) {
      actual = nextState(actual, event, now());
      if (actual.kind === shown.kind) return;
      shown = actual;
      for (const listener of listeners) listener();
    },
  };
}
