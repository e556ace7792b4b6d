import { ERROR_CODES, type ErrorCode } from '@campus/contracts/error-codes';
import { findRoute } from '../../../gateway/src/find-route.ts';
import { DETAILS_OF } from './example-values.ts';
import { type Headers, headersFor } from './headers.ts';
import type { Route } from './service-routes.ts';

interface ErrorAnswer {
  description: string;
  headers: Headers;
  content: Record<string, { schema: { $ref: string }; examples: Record<string, { $ref: string }> }>;
}

/** The codes that an operation can answer with, in the order of the contract's list. */
export function errorCodesOf(route: Route): ErrorCode[] {
  const { may, body, params, query, idempotent, mode, files, headers, errors = [] } = route.options;
  const hasBody = body || files || mode === 'raw';
  const reads = hasBody || params || query || idempotent || headers?.includes('If-Match');
  const way = findRoute(route.path.replaceAll(':', ''));
  const announced = new Set<ErrorCode>([
    ...(reads ? (['VALIDATION_ERROR'] as const) : []),
    ...(may === 'public' ? [] : (['INVALID_TOKEN', 'TOKEN_EXPIRED'] as const)),
    ...(Array.isArray(may) ? (['INSUFFICIENT_ROLE'] as const) : []),
    ...(params ? (['NOT_FOUND'] as const) : []),
    ...(hasBody ? (['PAYLOAD_TOO_LARGE'] as const) : []),
    ...(files ? (['UNSUPPORTED_MEDIA_TYPE'] as const) : []),
    ...(idempotent ? (['REQUEST_IN_PROGRESS', 'IDEMPOTENCY_KEY_REUSED'] as const) : []),
    ...(way && !way.unlimited ? (['RATE_LIMITED'] as const) : []),
    // The gateway's own doors ask nobody.
    ...(way ? (['SERVICE_UNAVAILABLE'] as const) : []),
    ...errors,
  ]);
  return (Object.keys(ERROR_CODES) as ErrorCode[]).filter((code) => announced.has(code));
}

/** The answers of an operation from 400 on: the envelope, with the codes by name. */
export function errorAnswersOf(route: Route): Record<string, ErrorAnswer> {
  const byStatus = Object.groupBy(errorCodesOf(route), (code) => String(ERROR_CODES[code][0]));
  return Object.fromEntries(Object.entries(byStatus).map(([status, group = []]) => [status, errorAnswer(group)]));
}

/** Every code that an operation may name as an example of the envelope. */
export function errorExamples(): Record<string, object> {
  const { INTERNAL_ERROR: _nobodysPlan, ...codes } = ERROR_CODES;
  const entries = Object.entries(codes).map(([code, [, meaning]]) => {
    const [message = ''] = meaning.split(/[;:]/, 1);
    const details = code in DETAILS_OF ? { details: DETAILS_OF[code] } : {};
    return [code, { value: { error: { code, message: message.replace(/\.?$/, '.'), ...details } } }];
  });
  return Object.fromEntries(entries);
}

function errorAnswer(codes: ErrorCode[]): ErrorAnswer {
  return {
    description: codes.map((code) => `\`${code}\`: ${ERROR_CODES[code][1]}`).join('\n\n'),
    headers: headersFor(codes),
    content: {
      'application/json': {
        schema: { $ref: '#/components/schemas/ErrorAnswer' },
        examples: Object.fromEntries(codes.map((code) => [code, { $ref: `#/components/examples/${code}` }])),
      },
    },
  };
}
