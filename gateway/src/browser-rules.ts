import cors from 'cors';
import type { RequestHandler } from 'express';
import helmet from 'helmet';

const YEAR_SECONDS = 31_536_000;

/** What browsers are told: which pages may read answers, and that an answer of this API is never a page (S35, S36). */
export function browserRules(allowedOrigins: string[]): RequestHandler[] {
  return [
    helmet({
      contentSecurityPolicy: { useDefaults: false, directives: { defaultSrc: ["'none'"], frameAncestors: ["'none'"] } },
      strictTransportSecurity: { maxAge: YEAR_SECONDS, includeSubDomains: true },
      frameguard: { action: 'deny' },
      // Dish pictures are shown by pages of other origins; everything else is protected by CORS and the token.
      crossOriginResourcePolicy: { policy: 'cross-origin' },
    }),
    cors({
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
    }),
  ];
}
