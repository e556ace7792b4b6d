import { createContext, type ReactNode, use, useEffect, useState, useSyncExternalStore } from 'react';
import { isApiError } from '../api/api-error.ts';
import type { ConnectionState } from '../live/connection-state.ts';
import { type Live, openLive } from '../live/live.ts';
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
    const opened = openLive(door, tokenOf(session));
    setLive(opened);
    return () => opened.close();
  }, [door, session]);
  return <LiveContext value={live}>{children}</LiveContext>;
}

/** The socket; undefined for the blink in which it is being made. */
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
