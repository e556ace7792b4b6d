import type { Caller, VerifyToken } from '@campus/auth/verify-token';
import { handshake, type LiveMessage } from '@campus/contracts/realtime-api';
import { forbidden, unauthenticated, unavailable } from '@campus/errors/app-error';
import type { Namespace, Socket } from 'socket.io';
import { catchUp, type Latecomer } from './catch-up.ts';
import { flushed, terminateSoon, websocketOf } from './connection.ts';
import type { Entry } from './entry.ts';
import type { Feed } from './feed.ts';
import type { Live } from './live.ts';
import type { Sessions } from './sessions.ts';

/** A namespace of socket.io: what is shown there, and to whom. */
export interface Door {
  audience: Latecomer['audience'];
  may: Caller['role'][];
}

const EVERYONE = 'everyone';

/** Who is behind the socket; throws when it may not come in. */
export async function identify(
  socket: Socket,
  { verifyToken, door, sessions }: { verifyToken: VerifyToken; door: Door; sessions: Sessions },
): Promise<void> {
  const { conn } = socket;
  const { data: offered } = handshake.safeParse(socket.handshake.auth);
  if (!offered) throw unauthenticated('Send an access token as `auth.token`.');
  const caller = await verifyToken(offered.token);
  if (!door.may.includes(caller.role)) throw forbidden();
  const leave = await sessions.enter({
    caller,
    end(why) {
      // Closing the transport makes a client connect again; `disconnect` tells it that it need not try with this token.
      if (why === 'restart') conn.close();
      else socket.disconnect(true);
      terminateSoon(websocketOf(conn));
    },
  });
  conn.once('close', leave);
  if (conn.readyState !== 'open') {
    leave();
    throw unavailable('The connection is gone.');
  }
  // A connection whose namespace was left would be open without being counted.
  socket.once('disconnect', () => conn.close());
  Object.assign(socket.data, { caller, since: offered.since || undefined });
}

export async function welcome(
  socket: Socket,
  { feed, live, audience }: { feed: Feed; live: Live; audience: Latecomer['audience'] },
): Promise<void> {
  const caller: Caller = socket.data.caller;
  const rooms = [EVERYONE, caller.id];
  await catchUp(feed, {
    audience,
    since: socket.data.since,
    hello: (position) => socket.emit('hello', { position }),
    resync: () => socket.emit('resync', {}),
    show: (entry) => rooms.includes(roomOf(audience, entry)) && tell(socket, entry),
    join() {
      void socket.join(rooms);
      if (!live.now()) socket.emit('live', { live: false } satisfies LiveMessage);
    },
    taken: () => flushed(socket.conn),
    gone: () => !socket.connected,
  });
}

/** Shows a new entry to those in the namespace whom it is for; it is written once for all of them. */
export function broadcast(namespace: Namespace, audience: Latecomer['audience'], entry: Entry): void {
  const room = roomOf(audience, entry);
  if (namespace.adapter.rooms.has(room)) tell(namespace.to(room), entry);
}

/** Whom an entry is for: customers and riders see only their own orders. */
function roomOf(audience: Latecomer['audience'], entry: Entry): string {
  if (entry.kind === 'reassigned') return entry.body.staff_id;
  if (entry.kind !== 'order' || audience === 'kitchen') return EVERYONE;
  const { user_id, assignment } = entry.body.order;
  return audience === 'orders' ? user_id : (assignment?.staff_id ?? '');
}

function tell(to: Pick<Namespace, 'emit'> | Pick<Socket, 'emit'>, { kind, position, body }: Entry): void {
  if (kind === 'start' || kind === 'reassigned') to.emit('resync', {});
  else to.emit(kind, { position, ...body });
}
