import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { type Reply, reply } from '@campus/http/reply';
import type { z } from 'zod';

export interface Document<Body> {
  body: Body;
  tag: string;
}

/** A document that `npm run openapi` wrote beside our sources. */
export function readDocument<Schema extends z.ZodType>(name: string, schema: Schema): Document<z.output<Schema>> {
  const text = readFileSync(new URL(`../../${name}`, import.meta.url), 'utf8');
  return { body: schema.parse(JSON.parse(text)), tag: tagOf(text) };
}

/** The document, or 304 for whoever has it. */
export function sendDocument<Body>({ body, tag }: Document<Body>, known: string | undefined): Reply<Body> {
  const headers = cacheHeaders(tag);
  return isKnown(tag, known) ? reply<Body>(304, undefined, headers) : reply(200, body, headers);
}

/** The name of a version of something, for `ETag`. */
export function tagOf(content: string | Buffer): string {
  return `"${createHash('sha256').update(content).digest('base64url')}"`;
}

export function cacheHeaders(tag: string): Record<string, string> {
  return { ETag: tag, 'Cache-Control': 'public, max-age=300' };
}

/** Whether `If-None-Match` names this version. */
export function isKnown(tag: string, ifNoneMatch = ''): boolean {
  return ifNoneMatch.split(',').some((entry) => entry.trim().replace(/^W\//, '') === tag);
}
