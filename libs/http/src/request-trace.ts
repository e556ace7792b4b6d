import type { Logger } from '@campus/logger/logger';
import { inRequest } from '@campus/telemetry/current-request';
import { inContext, markFailed, type Span, startSpan } from '@campus/telemetry/tracing';
import type { Request, RequestHandler, Response } from 'express';
import { requestIdFrom } from './request-id.ts';
import { measureRequest, routeOf } from './request-metrics.ts';

const QUIET = /^\/health/;

/** Gives every request an id (its own when well-formed), a server span, one log line and one measurement when the answer is out. */
export function requestTrace(logger: Logger): RequestHandler {
  return (request, response, next) => {
    const requestId = requestIdFrom(request.get('x-request-id'));
    response.set('X-Request-Id', requestId);
    if (QUIET.test(request.path)) return inRequest(requestId, next);
    const { span, active } = startSpan(request.method, {
      kind: 'server',
      parent: { traceparent: request.get('traceparent'), tracestate: request.get('tracestate') },
    });
    const startedAt = performance.now();
    const measured = measureRequest(request, response);
    response.once('close', () => {
      const durationMs = performance.now() - startedAt;
      measured(durationMs);
      finishSpan(span, request, response);
      inContext(active, () => logRequest(logger, { request, response, requestId, durationMs }));
    });
    inContext(active, () => inRequest(requestId, next));
  };
}

// The span is named when the route is known; a name with a path in it would be one of its own for every order.
function finishSpan(span: Span, request: Request, response: Response): void {
  if (span.isRecording()) {
    const route = routeOf(request, response);
    span.updateName(`${request.method} ${route}`);
    span.setAttributes({
      'http.request.method': request.method,
      'http.route': route,
      'http.response.status_code': response.statusCode,
    });
    if (response.statusCode >= 500) markFailed(span, response.statusCode);
  }
  span.end();
}

interface Answered {
  request: Request;
  response: Response;
  requestId: string;
  durationMs: number;
}

function logRequest(logger: Logger, { request, response, requestId, durationMs }: Answered): void {
  logger.info(
    {
      request_id: requestId,
      method: request.method,
      ...placeOf(request.originalUrl),
      route: request.route?.path,
      user: response.locals.caller?.id,
      status: response.statusCode,
      finished: response.writableFinished,
      duration_ms: Math.round(durationMs * 10) / 10,
    },
    'request',
  );
}

// The values of a query may be what somebody searches for: a name, a phone number.
function placeOf(url: string): { path: string; query: string[] } {
  const mark = url.indexOf('?');
  if (mark < 0) return { path: url, query: [] };
  return { path: url.slice(0, mark), query: [...new Set(new URLSearchParams(url.slice(mark + 1)).keys())] };
}
