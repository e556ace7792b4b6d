import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import type { Caller, VerifyToken } from '@campus/auth/verify-token';
import type { OrderView } from '@campus/contracts/order-state';
import { CLOSE_CODES } from '@campus/contracts/realtime-api';
import { id } from '@campus/contracts/values';
import { AppError, notFound } from '@campus/errors/app-error';
import { spread } from '@campus/lifecycle/spread';
import type { Logger } from '@campus/logger/logger';
import { inSpan } from '@campus/telemetry/tracing';
import { type WebSocket, WebSocketServer } from 'ws';
import { closeSocket, LARGEST_BACKLOG_BYTES } from './connection.ts';
import type { Feed } from './feed.ts';
import { keepAlive } from './keep-alive.ts';
import { limitPace } from './limit-pace.ts';
import { type OrderWatch, watchOrder } from './order-watch.ts';
import type { OrderingClient } from './ordering-client.ts';
import type { Ending, Sessions } from './sessions.ts';

export const ORDER_SOCKET_PATH = '/api/v1/ws/orders/';

export interface OrderSocketOptions {
  verifyToken: VerifyToken;
  ordering: OrderingClient;
  sessions: Sessions;
  feed: Feed;
  logger: Logger;
}

const LARGEST_MESSAGE_BYTES = 16 * 1024;
const RESYNC_SPREAD_MS = 2_000;
const FINAL = 1000;
const RESTARTING = 1012;
const TRY_LATER = 1013;

/** `/api/v1/ws/orders/{order_id}?token=`: one order's status, from now to its end, for its owner and for staff. */
export function createOrderSockets({ verifyToken, ordering, sessions, feed, logger }: OrderSocketOptions) {
  const server = new WebSocketServer({
    noServer: true,
    clientTracking: true,
    maxPayload: LARGEST_MESSAGE_BYTES,
    perMessageDeflate: false,
  });
  const watches = new Map<string, Set<OrderWatch>>();
  feed.listen('orders', (entry) => {
    if (entry.kind === 'start')
      return void spread(server.clients, RESYNC_SPREAD_MS, (socket) => end(socket, 'restart'));
    if (entry.kind !== 'order') return;
    for (const watch of watches.get(entry.body.order.id) ?? []) watch.change(entry.body.type, entry.body.order);
  });

  function register(orderId: string, watch: OrderWatch): () => void {
    const own = watches.get(orderId) ?? new Set();
    watches.set(orderId, own.add(watch));
    return () => {
      own.delete(watch);
      if (own.size === 0) watches.delete(orderId);
    };
  }

  async function attend(socket: WebSocket, request: IncomingMessage): Promise<void> {
    const { orderId, token } = asked(request);
    const caller = await verifyToken(token);
    if (socket.readyState !== socket.OPEN) return;
    const leave = await sessions.enter({ caller, end: (why) => end(socket, why) });
    if (socket.readyState !== socket.OPEN) return leave();
    socket.once('close', leave);
    if (!id.safeParse(orderId).success) throw notFound('Order');
    const watch = watchOrder({
      maySee: (order) => isFor(caller, order),
      send: (message) => send(socket, JSON.stringify(message)),
      finish: (why) => finish(socket, why),
    });
    // Listening before asking: a change in between is not missed, and an older one is not shown.
    socket.once('close', register(orderId, watch));
    watch.begin(await ordering.order(caller, orderId));
  }

  server.on('headers', (headers, request) => headers.push(`X-Request-Id: ${request.headers['x-request-id']}`));
  server.on('connection', (socket, request) => {
    socket.on('error', (error) => logger.debug({ err: error }, 'socket failed'));
    keepAlive(socket);
    limitPace(socket);
    const parent = { traceparent: [request.headers.traceparent].flat()[0] };
    inSpan('order socket', { kind: 'server', parent }, () => attend(socket, request)).catch((error: unknown) => {
      if (!(error instanceof AppError)) logger.error({ err: error }, 'order socket failed');
      refuse(socket, error);
    });
  });

  return {
    upgrade(request: IncomingMessage, connection: Duplex, head: Buffer): void {
      server.handleUpgrade(request, connection, head, (socket) => server.emit('connection', socket, request));
    },
    /** Ends those that were not counted in yet. */
    close(): void {
      for (const socket of server.clients) end(socket, 'restart');
    },
  };
}

function asked(request: IncomingMessage): { orderId: string; token: string } {
  const { pathname, searchParams } = new URL(request.url ?? '/', 'http://localhost');
  return { orderId: pathname.slice(ORDER_SOCKET_PATH.length), token: searchParams.get('token') ?? '' };
}

function isFor({ role, id: own }: Caller, { user_id, assignment }: OrderView): boolean {
  if (role === 'consumer') return user_id === own;
  return role !== 'delivery' || assignment?.staff_id === own;
}

function send(socket: WebSocket, text: string): void {
  if (socket.bufferedAmount > LARGEST_BACKLOG_BYTES) socket.terminate();
  else if (socket.readyState === socket.OPEN) socket.send(text);
}

function finish(socket: WebSocket, why: 'final' | 'foreign'): void {
  if (why === 'final') closeSocket(socket, FINAL, 'The order is final.');
  else closeSocket(socket, CLOSE_CODES.unknownOrder, 'NOT_FOUND');
}

function end(socket: WebSocket, why: Ending): void {
  if (why === 'restart') closeSocket(socket, RESTARTING, 'Please connect again.');
  else closeSocket(socket, CLOSE_CODES.badToken, why);
}

function refuse(socket: WebSocket, error: unknown): void {
  const code = error instanceof AppError ? error.code : 'INTERNAL_ERROR';
  const kind = error instanceof AppError ? error.kind : undefined;
  if (kind === 'unauthenticated') closeSocket(socket, CLOSE_CODES.badToken, code);
  else if (kind === 'not_found') closeSocket(socket, CLOSE_CODES.unknownOrder, code);
  else if (kind === 'rate_limited') closeSocket(socket, CLOSE_CODES.tooMany, code);
  else closeSocket(socket, TRY_LATER, code);
}
