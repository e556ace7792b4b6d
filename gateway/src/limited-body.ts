import type { IncomingMessage } from 'node:http';
import { Readable } from 'node:stream';
import { AppError } from '@campus/errors/app-error';

const DEFAULT_LIMIT = 100_000;
// A body up to here is taken in whole before its service is asked: a slow sender holds none of the service's connections (S33).
const WHOLE_LIMIT = 1_000_000;

/**
 * The request's body, or null when it has none: whole, or, where the route takes files, as it arrives. Throws 413 as soon as more than
 * `limit` bytes are announced or come. Never destroys the request: the socket is needed for the answer, also when the service is gone
 * in the middle.
 */
export async function limitedBody(request: IncomingMessage, limit = DEFAULT_LIMIT): Promise<Buffer | Readable | null> {
  if (announcedBytes(request) > limit) throw tooLarge();
  if (!hasBody(request)) return null;
  const chunks = counted(request, limit);
  if (limit > WHOLE_LIMIT) return Readable.from(chunks, { objectMode: false });
  const whole: Buffer[] = [];
  for await (const chunk of chunks) whole.push(chunk);
  return Buffer.concat(whole);
}

/** Whether a body follows the head. */
export function hasBody(request: IncomingMessage): boolean {
  return announcedBytes(request) > 0 || request.headers['transfer-encoding'] !== undefined;
}

function announcedBytes({ headers }: IncomingMessage): number {
  return Number(headers['content-length'] ?? 0);
}

async function* counted(request: IncomingMessage, limit: number): AsyncGenerator<Buffer> {
  let received = 0;
  for await (const chunk of request.iterator({ destroyOnReturn: false })) {
    received += chunk.length;
    if (received > limit) throw tooLarge();
    yield chunk;
  }
}

function tooLarge(): AppError {
  return new AppError('too_large', 'PAYLOAD_TOO_LARGE', 'The request body is too large.');
}
