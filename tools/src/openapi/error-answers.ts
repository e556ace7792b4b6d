import { ERROR_CODES, type ErrorCode } from '@campus/contracts/error-codes';
import { OPERATION_NOTES } from '@campus/contracts/operation-notes';
import { findRoute } from '../../../gateway/src/find-route.ts';
import { keyOf } from './operation-names.ts';
import type { Route } from './service-routes.ts';

/** The codes that an operation can answer with, in the order of the contract's list. */
export function errorCodesOf(route: Route): ErrorCode[] {
  const { may, body, params, query, idempotent, mode, files } = route.options;
  const { errors = [], headers = [] } = OPERATION_NOTES[keyOf(route)] ?? {};
  const reads = body || params || query || idempotent || mode === 'raw' || headers.includes('If-Match');
  const announced = new Set<ErrorCode>([
    ...(reads ? (['VALIDATION_ERROR'] as const) : []),
    ...(may === 'public' ? [] : (['INVALID_TOKEN', 'TOKEN_EXPIRED'] as const)),
    ...(Array.isArray(may) ? (['INSUFFICIENT_ROLE'] as const) : []),
    ...(params ? (['NOT_FOUND'] as const) : []),
    ...(body || mode === 'raw' ? (['PAYLOAD_TOO_LARGE'] as const) : []),
    ...(files ? (['UNSUPPORTED_MEDIA_TYPE'] as const) : []),
    ...(idempotent ? (['REQUEST_IN_PROGRESS', 'IDEMPOTENCY_KEY_REUSED'] as const) : []),
    ...(findRoute(route.path.replaceAll(':', ''))?.unlimited ? [] : (['RATE_LIMITED'] as const)),
    'SERVICE_UNAVAILABLE',
    ...errors,
  ]);
  return (Object.keys(ERROR_CODES) as ErrorCode[]).filter((code) => announced.has(code));
}

/** The answers of an operation from 400 on: the envelope, with the codes by name. */
export function errorAnswersOf(route: Route): Record<string, object> {
  const codes = errorCodesOf(route);
  const byStatus = Object.groupBy(codes, (code) => String(ERROR_CODES[code][0]));
  return Object.fromEntries(
    Object.entries(byStatus).map(([status, group = []]) => [status, errorAnswer(Number(status), group)]),
  );
}

/** Every code as an example of the envelope. */
export function errorExamples(): Record<string, object> {
  const entries = Object.entries(ERROR_CODES).map(([code, [, message]]) => [
    code,
    { value: { error: { code, message } } },
  ]);
  return Object.fromEntries(entries);
}

function errorAnswer(status: number, codes: ErrorCode[]): object {
  const waits = status === 429 || status === 503;
  return {
    description: codes.map((code) => `\`${code}\`: ${ERROR_CODES[code][1]}`).join('\n'),
    ...(waits && { headers: { 'Retry-After': { $ref: '#/components/headers/RetryAfter' } } }),
    content: {
      'application/json': {
        schema: { $ref: '#/components/schemas/ErrorAnswer' },
        examples: Object.fromEntries(codes.map((code) => [code, { $ref: `#/components/examples/${code}` }])),
      },
    },
  };
}
