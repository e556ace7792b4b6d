import { IncomingMessage, ServerResponse } from 'node:http';
import { Socket } from 'node:net';
import cors from 'cors';
import type { RequestHandler } from 'express';
import helmet from 'helmet';

const YEAR_SECONDS = 31_536_000;

/**
 * What browsers are told: which pages may read answers, and that an answer of this API is never a page (S35, S36). Only what is told to a
 * page of another origin depends on the request; the rest is made once.
 */
export function browserRules(allowedOrigins: string[]): RequestHandler {
  const neverPage = helmet({
    contentSecurityPolicy: { useDefaults: false, directives: { defaultSrc: ["'none'"], frameAncestors: ["'none'"] } },
    strictTransportSecurity: { maxAge: YEAR_SECONDS, includeSubDomains: true },
    frameguard: { action: 'deny' },
    // Dish pictures are shown by pages of other origins; everything else is protected by CORS and the token.
    crossOriginResourcePolicy: { policy: 'cross-origin' },
  });
  const readers = cors({
    origin: allowedOrigins,
    methods: ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE'],
    allowedHeaders: [
      'Authorization',
      'Content-Type',
      'Idempotency-Key',
      'If-Match',
      'If-None-Match',
      'Last-Event-ID',
      'X-Request-Id',
      'traceparent',
    ],
    exposedHeaders: ['X-Request-Id', 'Retry-After', 'ETag'],
    maxAge: 600,
  });
  const toEverybody = headersSetBy([neverPage]);
  const withoutOrigin = headersSetBy([neverPage, readers]);
  return (request, response, next) => {
    const isFromNoPage = request.headers.origin === undefined && request.method !== 'OPTIONS';
    for (const [name, value] of isFromNoPage ? withoutOrigin : toEverybody) response.setHeader(name, value);
    if (isFromNoPage) next();
    else readers(request, response, next);
  };
}

type Middleware = (request: IncomingMessage, response: ServerResponse, next: () => void) => void;

/** What these set on the answer to a request that says nothing. */
function headersSetBy(middlewares: Middleware[]): [string, number | string | string[]][] {
  const request = Object.assign(new IncomingMessage(new Socket()), { method: 'GET' });
  const response = new ServerResponse(request);
  for (const middleware of middlewares) middleware(request, response, () => undefined);
  return Object.entries(response.getHeaders()).map(([name, value]) => [name, value ?? '']);
}
