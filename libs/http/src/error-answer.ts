import {
  AppError,
  type ErrorKind,
  notFound,
  payloadTooLarge,
  unavailable,
  validationError,
} from '@campus/errors/app-error';
import { isInfrastructureError } from '@campus/errors/infrastructure-error';
import type { Logger } from '@campus/logger/logger';
import { counter } from '@campus/telemetry/counter';
import type { ErrorRequestHandler, Request, RequestHandler, Response } from 'express';
import { routeOf } from './request-metrics.ts';
import { createSecurityLog, noteRefusal, type SecurityFields } from './security-log.ts';

const STATUS: Record<ErrorKind, number> = {
  invalid: 400,
  unauthenticated: 401,
  forbidden: 403,
  not_found: 404,
  conflict: 409,
  too_large: 413,
  unsupported_media_type: 415,
  unprocessable: 422,
  rate_limited: 429,
  unavailable: 503,
};

/** The error envelope of the design document, 11.1. */
export interface ErrorBody {
  error: { code: string; message: string; details?: unknown };
}

/** Status and envelope of an error of ours. */
export function errorAnswer(error: AppError): { status: number; body: ErrorBody; headers: Record<string, string> } {
  return {
    status: STATUS[error.kind],
    body: {
      error: {
        code: error.code,
        message: error.message,
        ...(error.details !== undefined && { details: error.details }),
      },
    },
    headers: error.retryAfterSeconds === undefined ? {} : { 'Retry-After': String(Math.ceil(error.retryAfterSeconds)) },
  };
}

const refused = counter('http_server_refusals_total', 'Requests answered with the error envelope, by its code.', {
  http_route: 'open',
  code: 'open',
});

/** The last handler of every app: one envelope for every failure, nothing internal in it; the cause goes to the log. */
export function errorHandler(logger: Logger): ErrorRequestHandler {
  const security = createSecurityLog(logger);
  return (thrown: unknown, request, response, next) => {
    if (response.headersSent) return next(thrown);
    const error = asAppError(thrown);
    refused.add({ http_route: routeOf(request, response), code: error?.code ?? 'INTERNAL_ERROR' });
    if (error === undefined) {
      logger.error({ err: thrown }, 'unexpected error');
      return void response
        .status(500)
        .json({ error: { code: 'INTERNAL_ERROR', message: 'Something went wrong on our side.' } } satisfies ErrorBody);
    }
    if (error.kind === 'unavailable') logger.warn({ err: error }, 'dependency not available');
    noteRefusal(security, error, whoseRequest(request, response));
    const { status, body, headers } = errorAnswer(error);
    response.status(status).set(headers).json(body);
  };
}

function whoseRequest({ method, path }: Request, { locals: { caller } }: Response): SecurityFields {
  return { method, path, person_id: caller?.id, role: caller?.role };
}

/** Answers 404 for routes that do not exist. */
export const unknownRoute: RequestHandler = () => {
  throw notFound('Route');
};

/** Ours, or undefined when nobody foresaw it: an unreachable server becomes 503, an unreadable body 400 or 413. */
export function asAppError(thrown: unknown): AppError | undefined {
  if (thrown instanceof AppError) return thrown;
  if (isInfrastructureError(thrown))
    return unavailable('A part of the platform is not reachable at the moment.', thrown);
  return bodyParserError(thrown) ?? undefined;
}

// express and body-parser mark their errors with an HTTP status and a `type` (http-errors).
function bodyParserError(thrown: unknown): AppError | undefined {
  if (!(thrown instanceof Error) || !('status' in thrown) || typeof thrown.status !== 'number') return undefined;
  if (thrown.status === 413) return payloadTooLarge();
  if (thrown.status >= 400 && thrown.status < 500) {
    const where = thrown instanceof URIError ? 'path' : '';
    return validationError([{ path: where, message: 'The request could not be read.' }]);
  }
  return undefined;
}
