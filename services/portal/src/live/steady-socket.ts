import type { Socket } from 'socket.io-client';
import type { WatchedState } from './watched-state.ts';

export type Door = '/kitchen' | '/orders' | '/delivery';

/** A token that is good now, a newer one than `stale` when that was refused; undefined when nobody is signed in any more. */
export type TokenSource = (stale?: string) => Promise<string | undefined>;

export interface SteadySocketParts {
  connect(auth: (send: (data: object) => void) => void): Socket;
  token: TokenSource;
  place: { position?: string };
  watched: WatchedState;
}

const RETRY_MS = { first: 500, longest: 15_000 };
const DEAD_TOKEN = ['INVALID_TOKEN', 'TOKEN_EXPIRED'];

/**
 * socket.io connects again by itself after a lost network or a restart, but not after a refusal: then it needs a new token, and
 * patience. Rejections of the token source (offline) count as one more failed try.
 */
export function steadySocket({ connect, token, place, watched }: SteadySocketParts): { socket: Socket; close(): void } {
  const tries = { failed: 0 };
  let offered: string | undefined;
  let waiting: ReturnType<typeof setTimeout> | undefined;

  const socket = connect((send) => {
    const greet = (good: string | undefined) => {
      offered = good;
      send({ token: good ?? '', ...(place.position && { since: place.position }) });
    };
    token().then(greet, () => greet(undefined));
  });

  async function tryAgain(stale?: string): Promise<void> {
    try {
      if ((await token(stale)) === undefined) return watched.happen('refused');
      socket.connect();
    } catch {
      later(stale);
    }
  }
  function later(stale?: string): void {
    watched.happen('lost');
    clearTimeout(waiting);
    waiting = setTimeout(() => tryAgain(stale), Math.min(RETRY_MS.first * 2 ** tries.failed, RETRY_MS.longest));
    tries.failed += 1;
  }

  socket.on('hello', () => {
    tries.failed = 0;
  });
  socket.on('connect_error', (error: Error & { data?: { code?: string } }) => {
    const code = error.data?.code;
    if (code === undefined) watched.happen('lost');
    else if (code === 'INSUFFICIENT_ROLE') watched.happen('refused');
    else later(DEAD_TOKEN.includes(code) ? offered : undefined);
  });
  socket.on('disconnect', (reason) => {
    if (reason === 'io server disconnect') later(offered);
    else watched.happen('lost');
  });
  return {
    socket,
    close() {
      clearTimeout(waiting);
      socket.close();
    },
  };
}
