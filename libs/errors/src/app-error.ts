/** What went wrong, independent of any door. `libs/http` maps a kind to a status, `libs/messaging` to retry or dead letter. */
export type ErrorKind =
  | 'invalid'
  | 'unauthenticated'
  | 'forbidden'
  | 'not_found'
  | 'conflict'
  | 'unprocessable'
  | 'too_large'
  | 'unsupported_media_type'
  | 'rate_limited'
  | 'unavailable';

export interface ErrorOptions {
  /** Shown to the client as `error.details`; never anything internal. */
  details?: unknown;
  /** The foreign error, for the log only. */
  cause?: unknown;
  /** Seconds a client should wait, sent as `Retry-After`. */
  retryAfterSeconds?: number;
}

/** The one error of this codebase: a kind, a stable `code` of the API contract, a sentence for people. */
export class AppError extends Error {
  readonly kind: ErrorKind;
  readonly code: string;
  readonly details: unknown;
  readonly retryAfterSeconds: number | undefined;

  constructor(kind: ErrorKind, code: string, message: string, options: ErrorOptions = {}) {
    super(message, { cause: options.cause });
    this.name = 'AppError';
    this.kind = kind;
    this.code = code;
    this.details = options.details;
    this.retryAfterSeconds = options.retryAfterSeconds;
  }
}

/** One faulty field of a request: where (`items.0.quantity`) and what is wrong with it. */
export interface FieldFault {
  path: string;
  message: string;
}

/** 400 `VALIDATION_ERROR` with the list of faulty fields (design document 11.2). */
export function validationError(faults: FieldFault[]): AppError {
  return new AppError('invalid', 'VALIDATION_ERROR', 'The request is not valid.', { details: faults });
}

/** 404 `NOT_FOUND`; also the answer for another person's thing, so that nobody can probe for ids. */
export function notFound(thing: string): AppError {
  return new AppError('not_found', 'NOT_FOUND', `${thing} not found.`);
}

/** 409 with the given contract code. */
export function conflict(code: string, message: string, details?: unknown): AppError {
  return new AppError('conflict', code, message, { details });
}

/** 401 `INVALID_TOKEN`, or another code of that kind. */
export function unauthenticated(message: string, code = 'INVALID_TOKEN', cause?: unknown): AppError {
  return new AppError('unauthenticated', code, message, { cause });
}

/** 403 `INSUFFICIENT_ROLE`: signed in, but this door is closed to the role. */
export function forbidden(): AppError {
  return new AppError('forbidden', 'INSUFFICIENT_ROLE', 'Your role may not do this.');
}

/** 413 `PAYLOAD_TOO_LARGE`. */
export function payloadTooLarge(message = 'The request body is too large.'): AppError {
  return new AppError('too_large', 'PAYLOAD_TOO_LARGE', message);
}

/** 415 `UNSUPPORTED_MEDIA_TYPE`: the content is of a kind that this door does not take. */
export function unsupportedMediaType(message: string): AppError {
  return new AppError('unsupported_media_type', 'UNSUPPORTED_MEDIA_TYPE', message);
}

/** 429 `RATE_LIMITED` with the seconds to wait. */
export function rateLimited(retryAfterSeconds: number): AppError {
  return new AppError('rate_limited', 'RATE_LIMITED', 'Too many requests. Try again later.', { retryAfterSeconds });
}

/** 503 `SERVICE_UNAVAILABLE`: a dependency is down; repeating later can succeed. */
export function unavailable(message: string, cause?: unknown): AppError {
  return new AppError('unavailable', 'SERVICE_UNAVAILABLE', message, { cause, retryAfterSeconds: 2 });
}
