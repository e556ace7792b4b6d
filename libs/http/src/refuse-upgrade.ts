import type { Duplex } from 'node:stream';
import type { AppError } from '@campus/errors/app-error';
import { rawAnswer } from './raw-answer.ts';

const LINGER_MS = 1_000;

/** Answers an upgrade that is not to be, with the error envelope and the request's id: no express is there to do it. */
export function refuseUpgrade(connection: Duplex, error: AppError, requestId: string): void {
  connection.end(rawAnswer(error, { requestId }));
  // A client that never closes its side would keep the connection for ever.
  setTimeout(() => connection.destroy(), LINGER_MS).unref();
}
