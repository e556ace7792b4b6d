import { AsyncLocalStorage } from 'node:async_hooks';
import type { Logger } from '@campus/logger/logger';
import { inContext, startSpan } from '@campus/telemetry/tracing';
import type { Request, RequestHandler, Response } from 'express';
import { requestIdFrom } from './request-id.ts';

const QUIET = /^\/health/;
const current = new AsyncLocalStorage<string>();

/** The id of the request being handled, for calls to other services and log lines; undefined outside a request. */
export function currentRequestId(): string | undefined {
  return current.getStore();
}

/** Gives every request an id (its own when well-formed), a server span, and one log line when the answer is out. */
export function requestTrace(logger: Logger): RequestHandler {
  return (request, response, next) => {
    const requestId = requestIdFrom(request.get('x-request-id'));
    response.set('X-Request-Id', requestId);
    const { span, active } = startSpan(`${request.method} ${request.path}`, {
      kind: 'server',
      parent: { traceparent: request.get('traceparent'), tracestate: request.get('tracestate') },
    });
    const startedAt = performance.now();
    response.once('close', () => {
      span.end();
      if (!QUIET.test(request.path))
        inContext(active, () => logRequest(logger, { request, response, requestId, startedAt }));
    });
    inContext(active, () => current.run(requestId, next));
  };
}

function logRequest(
  logger: Logger,
  {
    request,
    response,
    requestId,
    startedAt,
  }: { request: Request; response: Response; requestId: string; startedAt: number },
): void {
  logger.info(
    {
      request_id: requestId,
      method: request.method,
      ...placeOf(request.originalUrl),
      route: request.route?.path,
      status: response.statusCode,
      finished: response.writableFinished,
      duration_ms: Math.round((performance.now() - startedAt) * 10) / 10,
    },
    'request',
  );
}

// The values of a query may be what somebody searches for: a name, a phone number.
function placeOf(url: string): { path: string; query: string[] } {
  const [path = '', query = ''] = url.split(/\?(.*)/s, 2);
  return { path, query: [...new Set(new URLSearchParams(query).keys())] };
}
