import { componentsFor, schemaOf } from './components.ts';
import { exampleOf } from './example.ts';
import type { JsonSchema } from './json-schema.ts';
import type { Route } from './service-routes.ts';

interface Medium {
  schema: JsonSchema;
  example?: unknown;
  examples?: unknown;
  encoding?: Record<string, { contentType: string }>;
}
export type Content = Record<string, Medium>;

const RAW: Record<string, object> = {
  'application/json': { event: 'payment.captured' },
  'application/x-www-form-urlencoded': { MessageSid: `SM${'0'.repeat(32)}`, MessageStatus: 'delivered' },
};

const STREAMED: Record<string, string> = {
  'text/csv': 'date,orders,gross_sales\r\n2026-02-13,42,5040.00\r\n',
  'text/event-stream': ': heartbeat\n\n',
};

/** The body that an operation takes: JSON by its schema, bytes for a webhook, or the files of a form. */
export function requestContentOf({
  options: { body, mode, files, contentType = 'application/json' },
}: Route): Content | undefined {
  if (files) return { 'multipart/form-data': formOf(files) };
  if (mode === 'raw') return { [contentType]: { schema: { type: 'object' }, example: RAW[contentType] } };
  return body && json(schemaOf(body, 'input'), 'input');
}

/** What an operation answers when it succeeds: JSON by its schema, and the other media types that it has. */
export function answerContentOf({ options: { answer, answersAs = [] } }: Route): Content | undefined {
  if (!answer && answersAs.length === 0) return undefined;
  const others = answersAs.map((type) => [type, mediumOf(type)]);
  return { ...(answer && json(schemaOf(answer, 'output'), 'output')), ...Object.fromEntries(others) };
}

export function json(schema: JsonSchema, direction: 'input' | 'output'): Content {
  const components = direction === 'input' ? componentsFor(schema, {}) : componentsFor({}, schema);
  return { 'application/json': { schema, example: exampleOf(schema, components) } };
}

function mediumOf(type: string): Medium {
  if (!type.startsWith('text/')) return { schema: {} };
  const example = STREAMED[type];
  return { schema: { type: 'string' }, ...(example && { example }) };
}

// OpenAPI 3.1: bytes are an empty schema; which ones is said by the encoding of the part.
function formOf(files: NonNullable<Route['options']['files']>): Medium {
  const names = Object.keys(files);
  return {
    schema: { type: 'object', properties: Object.fromEntries(names.map((name) => [name, {}])), required: names },
    encoding: Object.fromEntries(names.map((name) => [name, { contentType: files[name]?.join(', ') ?? '' }])),
  };
}
