import { randomUUID } from 'node:crypto';
import type { Revocations } from '@campus/auth/revocations';
import type { Caller } from '@campus/auth/verify-token';
import { rateLimited } from '@campus/errors/app-error';
import { spread } from '@campus/lifecycle/spread';
import { gauge } from '@campus/telemetry/gauge';
import type { Seats } from './seats.ts';

/** Why an open socket ends: its token died, or this process stops and another one will take it. */
export type Ending = 'expired' | 'revoked' | 'restart';

interface OpenSocket {
  caller: Caller;
  end(why: Ending): void;
}

export interface Sessions {
  /** Counts the socket in until the returned function is called. Throws 429 when the person has too many. */
  enter(socket: OpenSocket): Promise<() => void>;
  /** Ends the sockets whose sessions were revoked meanwhile. */
  endRevoked(): void;
  /** Asks all to connect again, to another replica, evenly over this time. */
  endAll(overMs: number): Promise<void>;
}

const ROLES = ['consumer', 'kitchen', 'delivery', 'admin'] as const;
const connected = gauge('realtime_connections', 'Sockets and event streams that are open now, by who watches.', {
  role: ROLES,
});
const RETRY_AFTER_SECONDS = 10;

/** The open sockets of this process, each until its token expires or is revoked (S42). */
export function createSessions(revocations: Revocations, seats: Seats): Sessions {
  const open = new Set<OpenSocket>();
  for (const role of ROLES)
    connected.watch({ role }, () => [...open].filter(({ caller }) => caller.role === role).length);

  return {
    async enter(socket) {
      const { id, expiresAt } = socket.caller;
      const seat = randomUUID();
      const expiry = setTimeout(() => socket.end('expired'), Math.max(0, expiresAt.getTime() - Date.now()));
      const leave = () => {
        if (!open.delete(socket)) return;
        clearTimeout(expiry);
        seats.free(id, seat);
      };
      open.add(socket);
      if (await seats.take(id, seat)) return leave;
      leave();
      throw rateLimited(RETRY_AFTER_SECONDS);
    },
    endRevoked() {
      for (const socket of open) if (revocations.cover(socket.caller)) socket.end('revoked');
    },
    endAll: (overMs) => spread(open, overMs, (socket) => socket.end('restart')),
  };
}
