import { createServer, type IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import type { VerifyToken } from '@campus/auth/verify-token';
import type { LiveMessage } from '@campus/contracts/realtime-api';
import { AppError, notFound } from '@campus/errors/app-error';
import type { Logger } from '@campus/logger/logger';
import { Server } from 'socket.io';
import { acknowledgeOrders } from './acknowledge-orders.ts';
import { cutOffSlow, websocketOf } from './connection.ts';
import type { Feed } from './feed.ts';
import { limitPace } from './limit-pace.ts';
import type { Live } from './live.ts';
import type { OrderingClient } from './ordering-client.ts';
import { broadcast, type Door, identify, welcome } from './screen.ts';
import type { Sessions } from './sessions.ts';

export interface SocketIoOptions {
  verifyToken: VerifyToken;
  ordering: OrderingClient;
  sessions: Sessions;
  feed: Feed;
  live: Live;
  logger: Logger;
}

const DOORS: Record<string, Door> = {
  '/kitchen': { audience: 'kitchen', may: ['kitchen', 'admin'] },
  '/orders': { audience: 'orders', may: ['consumer'] },
  '/delivery': { audience: 'delivery', may: ['delivery'] },
};

/** socket.io at `/socket.io`: three namespaces, each showing one stream, each to the people it is for. */
export function createSocketIo(options: SocketIoOptions) {
  const { logger } = options;
  const io = createServerOfSockets();
  io.use((_socket, next) => next(refusal(notFound('Namespace'), logger)));
  for (const [name, door] of Object.entries(DOORS)) openNamespace(io, { ...options, name, door });

  return {
    upgrade: (request: IncomingMessage, connection: Duplex, head: Buffer) =>
      io.engine.handleUpgrade(request as Parameters<typeof io.engine.handleUpgrade>[0], connection, head),
    close: () => io.engine.close(),
  };
}

function createServerOfSockets(): Server {
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
  // Upgrades come in through `upgrade` above, after the check of their origin; no server of its own ever listens.
  io.attach(createServer());
  io.engine.on('headers', (headers: Record<string, string>, request: IncomingMessage) => {
    headers['X-Request-Id'] = String(request.headers['x-request-id']);
  });
  io.engine.on('connection', (connection) => {
    const websocket = websocketOf(connection);
    if (!websocket) return connection.close();
    limitPace(websocket);
    cutOffSlow(connection, websocket);
  });
  return io;
}

function openNamespace(io: Server, { name, door, ...options }: SocketIoOptions & { name: string; door: Door }): void {
  const { verifyToken, sessions, feed, live, ordering, logger } = options;
  const { audience } = door;
  const namespace = io.of(name);
  namespace.use((socket, next) => {
    identify(socket, { verifyToken, door, sessions }).then(
      () => next(),
      (error: unknown) => next(refusal(error, logger)),
    );
  });
  namespace.on('connection', (socket) => {
    if (audience === 'kitchen') acknowledgeOrders(socket, { ordering, logger });
    welcome(socket, { feed, live, audience }).catch((error: unknown) => {
      logger.warn({ err: error }, 'a screen could not catch up');
      socket.conn.close();
    });
  });
  feed.listen(audience, (entry) => broadcast(namespace, audience, entry));
  live.onChange((isLive) => void namespace.emit('live', { live: isLive } satisfies LiveMessage));
}

function refusal(error: unknown, logger: Logger): Error {
  if (!(error instanceof AppError)) logger.error({ err: error }, 'handshake failed');
  const { code, message } =
    error instanceof AppError ? error : { code: 'INTERNAL_ERROR', message: 'Something went wrong on our side.' };
  return Object.assign(new Error(message), { data: { code } });
}
