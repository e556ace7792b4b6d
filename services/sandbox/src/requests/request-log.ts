import type { Request, RequestHandler, Response } from 'express';
import { providerOf } from '../providers.ts';
import type { Sandbox } from '../sandbox.ts';
import type { RequestEntry } from './request-entry.ts';

const KEPT = 5000;
const SECRET_HEADERS = new Set(['authorization', 'authkey', 'cookie']);

/**
 * Remembers what the services under test really sent. Credentials are left out; control calls are not logged.
 * The provider is found first: inside a mounted router the path is shortened.
 */
export function logRequests(sandbox: Sandbox): RequestHandler {
  return (request, response, next) => {
    const startedAt = performance.now();
    const provider = providerOf(request);
    if (provider)
      response.once('close', () => remember(sandbox, { provider, ...entryOf(request, response, startedAt) }));
    next();
  };
}

function remember(sandbox: Sandbox, entry: RequestEntry) {
  sandbox.requests.push(entry);
  if (sandbox.requests.length > KEPT) sandbox.requests.shift();
  const { provider, method, path, status, fault, duration_ms: durationMs } = entry;
  sandbox.logger.debug({ provider, method, path, status, fault, durationMs }, 'answered');
}

function entryOf(request: Request, response: Response, startedAt: number): Omit<RequestEntry, 'provider'> {
  return {
    at: new Date().toISOString(),
    method: request.method,
    path: request.originalUrl,
    headers: Object.fromEntries(Object.entries(request.headers).filter(([name]) => !SECRET_HEADERS.has(name))),
    body: request.body ?? null,
    status: response.headersSent ? response.statusCode : 0,
    duration_ms: Math.round(performance.now() - startedAt),
    fault: response.locals.fault ?? null,
  };
}
