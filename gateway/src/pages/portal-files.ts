import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Logger } from '@campus/logger/logger';
import type { RequestHandler, Response } from 'express';
import sirv from 'sirv';
import { type PageApp, pageAt } from './page-paths.ts';
import { type Checkout, pagePolicy } from './page-policy.ts';

export interface PortalOptions {
  /** What `npm run build` of the portal wrote. */
  directory: string;
  checkout: Checkout;
  timeZone: string;
  logger: Logger;
}

const YEAR_SECONDS = 31_536_000;
const HTML: Record<PageApp, string> = { student: '/index.html', staff: '/kitchen.html' };
const passOn: RequestHandler = (_request, _response, next) => next();

/** The portal's pages, their files and their settings. Without built files none of them exist, and the log says so once. */
export function portalDoors({ directory, checkout, timeZone, logger }: PortalOptions): RequestHandler {
  if (!existsSync(join(directory, HTML.student.slice(1)))) {
    logger.warn({ directory }, 'the portal is not built: its pages answer 404');
    return passOn;
  }
  const files = sirv(directory, {
    etag: true,
    gzip: true,
    brotli: true,
    extensions: [],
    setHeaders: (response, path) => void response.setHeader('Cache-Control', cachingOf(path)),
  });
  const settings = { time_zone: timeZone, checkout };

  return (request, response, next) => {
    if (request.method !== 'GET' && request.method !== 'HEAD') return next();
    if (request.path === '/portal-settings.json') return void response.set('Cache-Control', 'no-cache').json(settings);
    const app = pageAt(request.path);
    if (!app) return request.path.endsWith('.html') ? next() : files(request, response, next);
    response.locals.route = `${app} page`;
    setPageHeaders(response, { app, checkout });
    request.url = HTML[app];
    files(request, response, next);
  };
}

/** Vite puts a hash of the content into the names of assets; everything else keeps its name when it changes. */
function cachingOf(path: string): string {
  return path.startsWith('/assets/') ? `public, max-age=${YEAR_SECONDS}, immutable` : 'no-cache';
}

function setPageHeaders(response: Response, { app, checkout }: { app: PageApp; checkout: Checkout }): void {
  response.set({
    'Content-Security-Policy': pagePolicy(app, checkout),
    'Cross-Origin-Resource-Policy': 'same-origin',
    // The sandbox's checkout and the banks' pages of Razorpay's sheet answer to the window that opened them.
    ...(app === 'student' && { 'Cross-Origin-Opener-Policy': 'same-origin-allow-popups' }),
    'Permissions-Policy': 'camera=(), geolocation=(), microphone=()',
  });
}
