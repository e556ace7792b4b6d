import { readFileSync } from 'node:fs';
import type { Express } from 'express';
import { cacheHeaders, isKnown, tagOf } from './documents.ts';

// Everything comes from us and nothing else runs: Swagger UI needs no inline script or style (docs/decisions/0010-reference-page.md).
const PAGE_POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' data:",
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join(';');

const FILES = {
  '/docs': { type: 'text/html; charset=utf-8', place: import.meta.resolve('./page.html') },
  '/docs/page.js': { type: 'text/javascript; charset=utf-8', place: import.meta.resolve('./page.js') },
  '/docs/page.css': { type: 'text/css; charset=utf-8', place: import.meta.resolve('./page.css') },
  '/docs/swagger-ui.css': {
    type: 'text/css; charset=utf-8',
    place: import.meta.resolve('swagger-ui-dist/swagger-ui.css'),
  },
  '/docs/swagger-ui.js': {
    type: 'text/javascript; charset=utf-8',
    place: import.meta.resolve('swagger-ui-dist/swagger-ui-bundle.js'),
  },
};

/** The reference page at `/docs`: Swagger UI over `/api/v1/openapi.json`, served by ourselves. */
export function mountReferencePage(app: Express): void {
  for (const [path, { type, place }] of Object.entries(FILES)) {
    const bytes = readFileSync(new URL(place));
    const tag = tagOf(bytes);
    app.get(path, (request, response) => {
      response.set({ ...cacheHeaders(tag), 'Content-Security-Policy': PAGE_POLICY });
      if (isKnown(tag, request.get('if-none-match'))) response.status(304).end();
      else response.type(type).send(bytes);
    });
  }
}
