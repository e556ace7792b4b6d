import { createContext, type ReactNode, use, useEffect, useState, useSyncExternalStore } from 'react';
import { isApiError } from '../api/api-error.ts';
import type { ConnectionState } from '../live/connection-state.ts';
import type { Live } from '../live/live.ts';
import type { Hear, Kind } from '../live/messages.ts';
import type { Door } from '../live/steady-socket.ts';
import type { Session } from '../session/session.ts';
import { usePortal } from './portal-context.ts';

const LiveContext = createContext<Live | undefined>(undefined);

/** One socket for everything below it, for as long as this person is signed in: give it the sign-in's key as `key`. */
export function LiveProvider({ door, children }: { door: Door; children: ReactNode }) {
  const { session } = usePortal();
  const [live, setLive] = useState<Live>();
  useEffect(() => {
    const watch = new AbortController();
    // Not a part of the first load: a student who is not signed in never needs it.
    import('../live/live.ts').then(({ openLive }) => {
      if (watch.signal.aborted) return;
      const opened = openLive(door, tokenOf(session));
      watch.signal.addEventListener('abort', opened.close);
      setLive(opened);
    }, reportError);
    return () => watch.abort();
  }, [door, session]);
  return <LiveContext value={live}>{children}</LiveContext>;
}

/** The socket; undefined until its code has arrived. */
export function useLive(): Live | undefined {
  return use(LiveContext);
}

/** Calls `hear` with every message of this kind while the component is there. */
export function useLiveMessage<Of extends Kind>(kind: Of, hear: Hear<Of>): void {
  const live = useLive();
  useEffect(() => live?.on(kind, hear), [live, kind, hear]);
}

const CONNECTING: ConnectionState = { kind: 'connecting' };
const nothing = () => () => undefined;

export function useConnection(): ConnectionState {
  const live = useLive();
  return useSyncExternalStore(live?.subscribe ?? nothing, live?.state ?? (() => CONNECTING));
}

function tokenOf(session: Session) {
  return async (stale?: string) => {
    try {
      return await (stale === undefined ? session.accessToken() : session.renew(stale));
    } catch (error) {
      if (isApiError(error) && error.status === 401) return undefined;
      throw error;
    }
  };
}
