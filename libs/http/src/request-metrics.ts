import { counter } from '@campus/telemetry/counter';
import { gauge } from '@campus/telemetry/gauge';
import { histogram } from '@campus/telemetry/histogram';
import type { Request, Response } from 'express';

const METHODS = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'];
const UNMATCHED = 'unmatched';

const duration = histogram(
  {
    name: 'http_server_request_duration_seconds',
    help: 'Requests that came in, from the first header to the end of the answer; probes are not counted.',
    buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 15],
  },
  { http_request_method: 'open', http_route: 'open', http_response_status_code: 'open' },
);
const aborted = counter(
  'http_server_requests_aborted_total',
  'Requests whose client left, or whose connection broke, before the answer was out.',
  {},
);
const active = gauge('http_server_active_requests', 'Requests that wait for the end of their answer now.', {});

const waiting = { requests: 0 };
active.watch({}, () => waiting.requests);

/** The template of the route that answered, never the path: `/api/v1/orders/:id`. A door without express says it in `locals.route`. */
export function routeOf(request: Request, response: Response): string {
  return response.locals.route ?? request.route?.path ?? UNMATCHED;
}

/** Counts a request in; the returned function counts it out, after the answer. */
export function measureRequest(request: Request, response: Response): (durationMs: number) => void {
  waiting.requests += 1;
  return (durationMs) => {
    waiting.requests -= 1;
    if (isStream(response)) return;
    if (!response.writableFinished) aborted.add({});
    const { method } = request;
    duration.observe(
      {
        http_request_method: METHODS.includes(method) ? method : '_OTHER',
        http_route: routeOf(request, response),
        http_response_status_code: String(response.statusCode),
      },
      durationMs / 1_000,
    );
  };
}

// It lasts as long as somebody watches: no duration, and no client that leaves too early.
function isStream(response: Response): boolean {
  return String(response.getHeader('content-type')).startsWith('text/event-stream');
}
