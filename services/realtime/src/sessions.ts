import type { Revocations } from '@campus/auth/revocations';
import type { Caller } from '@campus/auth/verify-token';
import { rateLimited } from '@campus/errors/app-error';

/** Why an open socket ends: its token died, or this process stops and another one will take it. */
export type Ending = 'expired' | 'revoked' | 'restart';

interface OpenSocket {
  caller: Caller;
  end(why: Ending): void;
}

export interface Sessions {
  /** Counts the socket in until the returned function is called. Throws 429 when the person has too many. */
  enter(socket: OpenSocket): () => void;
  /** Ends the sockets whose sessions were revoked meanwhile. */
  endRevoked(): void;
  endAll(): void;
}

const SOCKETS_PER_PERSON = 5;
const RETRY_AFTER_SECONDS = 10;

/** The open sockets of this process: at most five a person, each until its token expires or is revoked (S42). */
export function createSessions(revocations: Revocations): Sessions {
  const people = new Map<string, Set<OpenSocket>>();

  function leave(socket: OpenSocket): void {
    const own = people.get(socket.caller.id);
    own?.delete(socket);
    if (own?.size === 0) people.delete(socket.caller.id);
  }

  const all = () => [...people.values()].flatMap((own) => [...own]);

  return {
    enter(socket) {
      const { id, expiresAt } = socket.caller;
      const own = people.get(id) ?? new Set();
      if (own.size >= SOCKETS_PER_PERSON) throw rateLimited(RETRY_AFTER_SECONDS);
      people.set(id, own.add(socket));
      const expiry = setTimeout(() => socket.end('expired'), Math.max(0, expiresAt.getTime() - Date.now()));
      return () => {
        clearTimeout(expiry);
        leave(socket);
      };
    },
    endRevoked() {
      for (const socket of all()) if (revocations.cover(socket.caller)) socket.end('revoked');
    },
    endAll() {
      for (const socket of all()) socket.end('restart');
    },
  };
}
