import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import type { Express } from 'express';
import type { ApiDocument } from './api-document.ts';
import { referencePage } from './reference-page.ts';

// The page needs its style sheet and nothing else, so nothing else may run, load or be sent.
const PAGE_POLICY = "default-src 'none';style-src 'self';base-uri 'none';form-action 'none';frame-ancestors 'none'";

/** `GET /api/v1/openapi.json` and its reference page at `/docs`. Made once, at the start, from the document that `npm run openapi` wrote. */
export function mountContract(app: Express): void {
  const document: ApiDocument = JSON.parse(read('../../openapi.json'));
  serve(app, '/api/v1/openapi.json', { type: 'application/json', body: JSON.stringify(document) });
  serve(app, '/docs', { type: 'text/html; charset=utf-8', body: referencePage(document) });
  serve(app, '/docs/page.css', { type: 'text/css; charset=utf-8', body: read('./page.css') });
}

/** One unchanging answer; a client that has it gets 304. */
function serve(app: Express, path: string, { type, body }: { type: string; body: string }): void {
  const tag = `"${createHash('sha256').update(body).digest('base64url')}"`;
  const bytes = Buffer.from(body);
  app.get(path, (request, response) => {
    response.set({ ETag: tag, 'Cache-Control': 'public, max-age=300', 'Content-Security-Policy': PAGE_POLICY });
    const known = (request.get('if-none-match') ?? '').split(',').map((entry) => entry.trim().replace(/^W\//, ''));
    if (known.includes(tag)) response.status(304).end();
    else response.type(type).send(bytes);
  });
}

function read(path: string): string {
  return readFileSync(new URL(path, import.meta.url), 'utf8');
}
