/**
 * What a screen may claim. `live`: everything up to now is shown. `reconnecting`: what is shown was true at `since`, at the latest.
 * `stalled`: the connection is there, but the platform says that changes do not get through to it.
 * `refused`: this person may not watch, or the session is over; it will not come back by itself.
 */
export type ConnectionState =
  | { kind: 'connecting' }
  | { kind: 'live'; heardAt: number }
  | { kind: 'stalled'; since: number }
  | { kind: 'reconnecting'; since: number | undefined; sameConnection: boolean }
  | { kind: 'refused' };

/**
 * `greeted`: a new connection shows everything from here on. `heard`: any sign of life, a ping among them. `lost`: the connection is
 * gone. `doubted`: the device says that it is offline. `tick`: time has passed. `stalled`, `flowing`: the platform's own word.
 */
export type ConnectionEvent = 'greeted' | 'heard' | 'lost' | 'doubted' | 'refused' | 'tick' | 'stalled' | 'flowing';

/** The server pings every 15 s: a longer silence means that nobody knows. */
const SILENCE_MS = 20_000;
/** It takes the platform up to so long to notice that changes do not get through. */
const NOTICED_LATE_MS = 10_000;

export function nextState(state: ConnectionState, event: ConnectionEvent, now: number): ConnectionState {
  if (event === 'refused') return { kind: 'refused' };
  if (event === 'greeted') return { kind: 'live', heardAt: now };
  if (state.kind === 'live') return fromLive(state, event, now);
  if (state.kind === 'stalled') return fromStalled(state, event, now);
  if (state.kind === 'connecting' && event === 'lost')
    return { kind: 'reconnecting', since: undefined, sameConnection: false };
  if (state.kind !== 'reconnecting' || !state.sameConnection) return state;
  if (event === 'stalled') return { kind: 'stalled', since: (state.since ?? now) - NOTICED_LATE_MS };
  // A connection delivers in order: when it speaks again after a silence, nothing was missed.
  if (event === 'heard' || event === 'flowing') return { kind: 'live', heardAt: now };
  return event === 'lost' ? { ...state, sameConnection: false } : state;
}

function fromLive(state: ConnectionState & { kind: 'live' }, event: ConnectionEvent, now: number): ConnectionState {
  if (event === 'heard' || event === 'flowing') return { kind: 'live', heardAt: now };
  if (event === 'stalled') return { kind: 'stalled', since: state.heardAt - NOTICED_LATE_MS };
  const silent = event === 'tick' && now - state.heardAt > SILENCE_MS;
  if (event === 'tick' && !silent) return state;
  return { kind: 'reconnecting', since: state.heardAt, sameConnection: event !== 'lost' };
}

// A ping shows only that the connection is there; what is shown stays as old as it is until the platform says that changes flow.
function fromStalled(
  state: ConnectionState & { kind: 'stalled' },
  event: ConnectionEvent,
  now: number,
): ConnectionState {
  if (event === 'flowing') return { kind: 'live', heardAt: now };
  return event === 'lost' ? { kind: 'reconnecting', since: state.since, sameConnection: false } : state;
}
