import type { IncomingMessage, Server } from 'node:http';
import type { Duplex } from 'node:stream';
import { AppError, forbidden, notFound, validationError } from '@campus/errors/app-error';
import { refuseUpgrade } from '@campus/http/refuse-upgrade';
import { requestIdFrom } from '@campus/http/request-id';
import type { Logger } from '@campus/logger/logger';
import { ORDER_SOCKET_PATH } from './order-socket.ts';

interface UpgradeDoor {
  upgrade(request: IncomingMessage, connection: Duplex, head: Buffer): void;
}

export interface UpgradeOptions {
  allowedOrigins: string[];
  orderSockets: UpgradeDoor;
  socketIo: UpgradeDoor;
  logger: Logger;
}

const WEBSOCKET_KEY = /^[+/0-9a-z]{22}==$/i;

/** Leads each upgrade to its door, or refuses it. One log line per socket, without the query, which may hold a token. */
export function routeUpgrades(server: Server, { logger, ...options }: UpgradeOptions): void {
  server.on('upgrade', (request, connection, head) => {
    const requestId = requestIdFrom(request.headers['x-request-id']);
    request.headers['x-request-id'] = requestId;
    connection.on('error', () => connection.destroy());
    const fields = { request_id: requestId, path: pathOf(request) };
    const door = doorOf(request, options);
    if (door instanceof AppError) {
      refuseUpgrade(connection, door, requestId);
      return logger.info({ ...fields, code: door.code }, 'socket refused');
    }
    const startedAt = performance.now();
    connection.once('close', () =>
      logger.info({ ...fields, duration_ms: Math.round(performance.now() - startedAt) }, 'socket closed'),
    );
    door.upgrade(request, connection, head);
  });
}

/** A browser page of a foreign origin gets 403: CORS does not protect sockets (F1). */
function doorOf(
  request: IncomingMessage,
  { allowedOrigins, orderSockets, socketIo }: Omit<UpgradeOptions, 'logger'>,
): UpgradeDoor | AppError {
  const { origin } = request.headers;
  const path = pathOf(request);
  if (origin !== undefined && !allowedOrigins.includes(origin)) return forbidden();
  if (path.startsWith(ORDER_SOCKET_PATH)) return isWebsocket(request) ? orderSockets : malformed();
  if (path === '/socket.io/' || path === '/socket.io') return isEngine(request) ? socketIo : malformed();
  return notFound('Route');
}

// What `ws` and engine.io would refuse in words of their own.
function isWebsocket({ method, headers }: IncomingMessage): boolean {
  const { upgrade, 'sec-websocket-key': key = '', 'sec-websocket-version': version } = headers;
  return method === 'GET' && upgrade?.toLowerCase() === 'websocket' && WEBSOCKET_KEY.test(key) && version === '13';
}

function isEngine(request: IncomingMessage): boolean {
  const query = new URLSearchParams(request.url?.split('?')[1]);
  return (
    isWebsocket(request) && query.get('EIO') === '4' && query.get('transport') === 'websocket' && !query.get('sid')
  );
}

function malformed(): AppError {
  return validationError([{ path: '', message: 'This is not an upgrade to a WebSocket of ours.' }]);
}

function pathOf({ url = '' }: IncomingMessage): string {
  return url.split('?', 1)[0] ?? '';
}
