import { hash } from 'node:crypto';
import type { Caller } from '@campus/auth/verify-token';
import { validationError } from '@campus/errors/app-error';
import type { KeyedRequest } from '../use-cases/work.ts';

interface SentRequest {
  method: string;
  path: string;
  body?: unknown;
  get(header: string): string | undefined;
}

const PRINTABLE = /^[\x20-\x7e]{1,128}$/;

/** The request under its `Idempotency-Key`, or undefined without one. Bound to the caller, the path and the body. */
export function keyedRequest(request: SentRequest, caller: Caller): KeyedRequest | undefined {
  const key = request.get('idempotency-key');
  if (key === undefined) return undefined;
  if (!PRINTABLE.test(key)) {
    throw validationError([{ path: 'Idempotency-Key', message: 'must be 1 to 128 printable characters' }]);
  }
  const bodySha256 = hash('sha256', JSON.stringify(request.body));
  return { userId: caller.id, route: `${request.method} ${request.path}`, key, bodySha256 };
}
