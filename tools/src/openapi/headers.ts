import type { ErrorCode } from '@campus/contracts/error-codes';

export type Headers = Record<string, { $ref: string }>;

const WAITS = new Set<ErrorCode>(['RATE_LIMITED', 'SERVICE_UNAVAILABLE', 'REQUEST_IN_PROGRESS']);

/** The headers of answers, as components. */
export const headerComponents = {
  XRequestId: {
    description: 'The id of the request, its own when it was well-formed: name it when you report a problem.',
    required: true,
    schema: { type: 'string', pattern: '^[\\w.-]{1,64}$' },
  },
  RetryAfter: { description: 'Seconds to wait.', schema: { type: 'integer', minimum: 1 } },
  ETag: { description: 'Names this answer: send it as `If-None-Match` next time.', schema: { type: 'string' } },
};

const reference = (name: keyof typeof headerComponents) => ({ $ref: `#/components/headers/${name}` });

/** What every answer carries. */
export const everyAnswer: Headers = { 'X-Request-Id': reference('XRequestId') };
export const cachedAnswer: Headers = { ...everyAnswer, ETag: reference('ETag') };

/** What a refusal with one of these codes carries. */
export function headersFor(codes: ErrorCode[]): Headers {
  return codes.some((code) => WAITS.has(code))
    ? { ...everyAnswer, 'Retry-After': reference('RetryAfter') }
    : everyAnswer;
}
