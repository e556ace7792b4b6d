import type { IncomingMessage } from 'node:http';
import { Readable } from 'node:stream';
import { AppError } from '@campus/errors/app-error';

const DEFAULT_LIMIT = 100_000;

/**
 * The request's body as it arrives, or null when it has none. Throws 413 as soon as more than `limit` bytes are announced or come.
 * Never destroys the request: the socket is needed for the answer, also when the service is gone in the middle.
 */
export function limitedBody(request: IncomingMessage, limit = DEFAULT_LIMIT): Readable | null {
  const announced = Number(request.headers['content-length'] ?? 0);
  if (announced > limit) throw tooLarge();
  if (announced === 0 && request.headers['transfer-encoding'] === undefined) return null;
  return Readable.from(counted(request, limit), { objectMode: false });
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
