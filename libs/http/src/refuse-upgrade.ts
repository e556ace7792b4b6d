import { STATUS_CODES } from 'node:http';
import type { Duplex } from 'node:stream';
import type { AppError } from '@campus/errors/app-error';
import { errorAnswer } from './error-answer.ts';

const LINGER_MS = 1_000;

/** Answers an upgrade that is not to be, with the error envelope and the request's id: no express is there to do it. */
export function refuseUpgrade(connection: Duplex, error: AppError, requestId: string): void {
  const { status, body, headers } = errorAnswer(error);
  const json = JSON.stringify(body);
  const lines = Object.entries({
    ...headers,
    'X-Request-Id': requestId,
    'Cache-Control': 'no-store',
    'Content-Type': 'application/json; charset=utf-8',
    'Content-Length': Buffer.byteLength(json),
    Connection: 'close',
  }).map(([name, value]) => `${name}: ${value}`);
  connection.end([`HTTP/1.1 ${status} ${STATUS_CODES[status]}`, ...lines, '', json].join('\r\n'));
  // A client that never closes its side would keep the connection for ever.
  setTimeout(() => connection.destroy(), LINGER_MS).unref();
}
