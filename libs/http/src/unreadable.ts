import type { IncomingMessage, RequestListener, Server, ServerResponse } from 'node:http';
import type { Duplex } from 'node:stream';
import { validationError } from '@campus/errors/app-error';
import { rawAnswer } from './raw-answer.ts';

const STATUS: Record<string, number> = { ERR_HTTP_REQUEST_TIMEOUT: 408, HPE_HEADER_OVERFLOW: 431 };

/** What is no HTTP, comes too slowly or names no host gets the envelope, too, and the end of its connection (S27, S32). */
export function refuseUnreadable(server: Server): void {
  const answering = new WeakMap<Duplex, ServerResponse>();
  server.prependListener('request', ({ socket }: IncomingMessage, response: ServerResponse) => {
    answering.set(socket, response);
  });
  server.on('clientError', (error: Error & { code?: string }, socket: Duplex) => {
    const response = answering.get(socket);
    const isUnderWay = response?.headersSent === true && !response.writableEnded;
    if (!socket.writable || error.code === 'ECONNRESET' || isUnderWay) return void socket.destroy();
    refuse(socket, STATUS[error.code ?? ''] ?? 400);
  });
}

/** `app` for requests that say which host they are for, as HTTP/1.1 demands. Node's own refusal would have no body. */
export function forNamedHosts(app: RequestListener): RequestListener {
  return (request, response) => {
    if (request.headers.host === undefined && request.httpVersion === '1.1') refuse(request.socket, 400);
    else app(request, response);
  };
}

function refuse(socket: Duplex, status: number): void {
  const error = validationError([{ path: '', message: 'The request could not be read.' }]);
  socket.end(rawAnswer(error, { status }), () => socket.destroy());
}
