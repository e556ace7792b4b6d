import type { IncomingMessage, Server } from 'node:http';
import type { Duplex } from 'node:stream';
import { type AppError, forbidden, notFound } from '@campus/errors/app-error';
import { errorAnswer } from '@campus/http/error-answer';
import { ORDER_SOCKET_PATH } from './order-socket.ts';

interface UpgradeDoor {
  upgrade(request: IncomingMessage, connection: Duplex, head: Buffer): void;
}

/** Leads each upgrade to its door. A browser page of a foreign origin gets 403: CORS does not protect sockets (F1). */
export function routeUpgrades(
  server: Server,
  {
    allowedOrigins,
    orderSockets,
    socketIo,
  }: { allowedOrigins: string[]; orderSockets: UpgradeDoor; socketIo: UpgradeDoor },
): void {
  server.on('upgrade', (request, connection, head) => {
    connection.on('error', () => connection.destroy());
    const { origin } = request.headers;
    const path = request.url?.split('?', 1)[0] ?? '';
    if (origin !== undefined && !allowedOrigins.includes(origin)) refuse(connection, forbidden());
    else if (path === '/socket.io/' || path === '/socket.io') socketIo.upgrade(request, connection, head);
    else if (path.startsWith(ORDER_SOCKET_PATH)) orderSockets.upgrade(request, connection, head);
    else refuse(connection, notFound('Route'));
  });
}

function refuse(connection: Duplex, error: AppError): void {
  const { status, body } = errorAnswer(error);
  const json = JSON.stringify(body);
  const headers = `Content-Type: application/json; charset=utf-8\r\nContent-Length: ${Buffer.byteLength(json)}\r\nConnection: close`;
  connection.end(`HTTP/1.1 ${status} ${error.code}\r\n${headers}\r\n\r\n${json}`);
}
