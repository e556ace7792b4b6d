import { randomUUID } from 'node:crypto';
import { STATUS_CODES } from 'node:http';
import type { AppError } from '@campus/errors/app-error';
import { errorAnswer } from './error-answer.ts';

/** A refusal as it goes over a connection that no response object belongs to: the envelope, and the end of the connection. */
export function rawAnswer(
  error: AppError,
  { status, requestId }: { status?: number; requestId?: string } = {},
): string {
  const answer = errorAnswer(error);
  const body = JSON.stringify(answer.body);
  const code = status ?? answer.status;
  const headers = Object.entries({
    ...answer.headers,
    'X-Request-Id': requestId ?? randomUUID(),
    'Cache-Control': 'no-store',
    'Content-Type': 'application/json; charset=utf-8',
    'Content-Length': Buffer.byteLength(body),
    Connection: 'close',
  });
  return [
    `HTTP/1.1 ${code} ${STATUS_CODES[code]}`,
    ...headers.map(([name, value]) => `${name}: ${value}`),
    '',
    body,
  ].join('\r\n');
}
