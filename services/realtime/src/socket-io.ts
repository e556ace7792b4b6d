import { createServer, type IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import type { Caller, VerifyToken } from '@campus/auth/verify-token';
import { handshake } from '@campus/contracts/realtime-api';
import { AppError, forbidden, notFound, unauthenticated, unavailable } from '@campus/errors/app-error';
import type { Logger } from '@campus/logger/logger';
import { type Namespace, Server, type Socket } from 'socket.io';
import { acknowledgeOrders } from './acknowledge-orders.ts';
import { catchUp, type Latecomer } from './catch-up.ts';
import type { Entry } from './entry.ts';
import type { Feed } from './feed.ts';
import { limitPace } from './limit-pace.ts';
import type { OrderingClient } from './ordering-client.ts';
import type { Sessions } from './sessions.ts';

export interface SocketIoOptions {
  verifyToken: VerifyToken;
  ordering: OrderingClient;
  sessions: Sessions;
  feed: Feed;
  logger: Logger;
}

interface Door {
  audience: Latecomer['audience'];
  may: Caller['role'][];
}

const DOORS: Record<string, Door> = {
  '/kitchen': { audience: 'kitchen', may: ['kitchen', 'admin'] },
  '/orders': { audience: 'orders', may: ['consumer'] },
  '/delivery': { audience: 'delivery', may: ['delivery'] },
};
const EVERYONE = 'everyone';

/** socket.io at `/socket.io`: three namespaces, each showing one stream, each to the people it is for. */
export function createSocketIo({ verifyToken, ordering, sessions, feed, logger }: SocketIoOptions) {
  const io = new Server({
    path: '/socket.io',
    transports: ['websocket'],
    serveClient: false,
    perMessageDeflate: false,
    maxHttpBufferSize: 16 * 1024,
    connectTimeout: 10_000,
    pingInterval: 15_000,
    pingTimeout: 10_000,
  });
  // Upgrades come in through `upgrade` below, after the check of their origin; no server of its own ever listens.
  io.attach(createServer());
  io.use((_socket, next) => next(refusal(notFound('Namespace'), logger)));

  for (const [name, { audience, may }] of Object.entries(DOORS)) {
    const namespace = io.of(name);
    namespace.use((socket, next) => {
      identify(socket, { verifyToken, may, sessions }).then(
        () => next(),
        (error: unknown) => next(refusal(error, logger)),
      );
    });
    namespace.on('connection', (socket) => {
      limitPace(socket);
      if (audience === 'kitchen') acknowledgeOrders(socket, { ordering, logger });
      welcome(socket, { feed, audience }).catch((error: unknown) => {
        logger.warn({ err: error }, 'a screen could not catch up');
        socket.conn.close();
      });
    });
    feed.listen(audience, (entry) => tell(namespace.to(roomOf(audience, entry)), entry));
  }

  return {
    upgrade: (request: IncomingMessage, connection: Duplex, head: Buffer) =>
      io.engine.handleUpgrade(request as Parameters<typeof io.engine.handleUpgrade>[0], connection, head),
    close: () => io.engine.close(),
  };
}

async function identify(
  socket: Socket,
  { verifyToken, may, sessions }: { verifyToken: VerifyToken; may: Caller['role'][]; sessions: Sessions },
) {
  const { data: offered } = handshake.safeParse(socket.handshake.auth);
  if (!offered) throw unauthenticated('Send an access token as `auth.token`.');
  const caller = await verifyToken(offered.token);
  if (!may.includes(caller.role)) throw forbidden();
  if (socket.conn.readyState !== 'open') throw unavailable('The connection is gone.');
  const leave = sessions.enter({
    caller,
    // Closing the transport makes a client connect again; `disconnect` tells it that it need not try with this token.
    end: (why) => void (why === 'restart' ? socket.conn.close() : socket.disconnect(true)),
  });
  socket.conn.once('close', leave);
  socket.once('disconnect', leave);
  Object.assign(socket.data, { caller, since: offered.since });
}

async function welcome(
  socket: Socket,
  { feed, audience }: { feed: Feed; audience: Latecomer['audience'] },
): Promise<void> {
  const caller: Caller = socket.data.caller;
  const rooms = [EVERYONE, caller.id];
  await catchUp(feed, {
    audience,
    since: socket.data.since,
    hello: (position) => socket.emit('hello', { position }),
    resync: () => socket.emit('resync', {}),
    show: (entry) => rooms.includes(roomOf(audience, entry)) && tell(socket, entry),
    join: () => void socket.join(rooms),
    taken: () => Promise.resolve(),
    gone: () => !socket.connected,
  });
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

function refusal(error: unknown, logger: Logger): Error {
  if (!(error instanceof AppError)) logger.error({ err: error }, 'handshake failed');
  const { code, message } =
    error instanceof AppError ? error : { code: 'INTERNAL_ERROR', message: 'Something went wrong on our side.' };
  return Object.assign(new Error(message), { data: { code } });
}
