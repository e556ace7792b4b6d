import { componentsFor, schemaOf } from './components.ts';
import { errorAnswersOf } from './error-answers.ts';
import { exampleOf } from './example.ts';
import type { JsonSchema } from './json-schema.ts';
import { operationIdOf } from './operation-names.ts';
import { type Parameter, parametersOf } from './parameters.ts';
import type { Route } from './service-routes.ts';

const EVERYBODY = ['none', 'consumer', 'kitchen', 'delivery', 'admin'] as const;

type Content = Record<string, { schema: JsonSchema; example?: unknown; examples?: unknown; encoding?: object }>;

export interface Operation {
  operationId: string;
  summary: string;
  tags: string[];
  /** Who may: roles, and `none` for somebody without a token. */
  'x-roles': string[];
  security: Record<string, string[]>[];
  parameters: Parameter[];
  requestBody?: { required: boolean; content: Content };
  responses: Record<string, { description: string; headers?: object; content?: Content }>;
}

export function operationOf(service: string, route: Route): Operation {
  const { may, summary } = route.options;
  const requestBody = requestBodyOf(route);
  return {
    operationId: operationIdOf(route),
    summary,
    tags: [service],
    'x-roles': rolesOf(may),
    security: may === 'public' ? [] : [{ accessToken: [] }],
    parameters: parametersOf(route),
    ...(requestBody && { requestBody }),
    responses: { ...successOf(route), ...(errorAnswersOf(route) as Operation['responses']) },
  };
}

function rolesOf(may: Route['options']['may']): string[] {
  if (may === 'public') return [...EVERYBODY];
  return EVERYBODY.filter((role) => role !== 'none' && (may === 'signed-in' || may.includes(role)));
}

function requestBodyOf({
  options: { body, mode, files, contentType = 'application/json' },
}: Route): Operation['requestBody'] {
  if (files) return { required: true, content: { 'multipart/form-data': formOf(files) } };
  if (mode === 'raw') return { required: true, content: { [contentType]: { schema: { type: 'object' } } } };
  if (!body) return undefined;
  // A body that was not sent arrives as {} (libs/http).
  return { required: !body.safeParse({}).success, content: json(schemaOf(body, 'input'), 'input') };
}

function successOf(route: Route): Operation['responses'] {
  const { answer, answersAs = [], mode } = route.options;
  const status = route.options.status ?? (answer || answersAs.length > 0 || mode === 'stream' ? 200 : 204);
  if (!answer && mode === 'stream') {
    return {
      [status]: { description: 'Server-sent events', content: { 'text/event-stream': { schema: { type: 'string' } } } },
    };
  }
  if (!answer && answersAs.length === 0) return { [status]: { description: 'Done' } };
  const csv = parametersOf(route).some(({ name }) => name === 'format') && {
    'text/csv': { schema: { type: 'string' } },
  };
  const cached = parametersOf(route).some(({ name }) => name === 'If-None-Match');
  return {
    [status]: {
      description: status === 201 ? 'Created' : 'OK',
      ...(cached && { headers: { ETag: { schema: { type: 'string' } } } }),
      content: {
        ...(answer && json(schemaOf(answer, 'output'), 'output')),
        ...Object.fromEntries(answersAs.map((type) => [type, { schema: {} }])),
        ...csv,
      },
    },
    ...(cached && { 304: { description: 'What you have is still the answer' } }),
  };
}

// OpenAPI 3.1: bytes are an empty schema; which ones is said by the encoding of the part.
function formOf(files: NonNullable<Route['options']['files']>): Content[string] {
  const names = Object.keys(files);
  return {
    schema: { type: 'object', properties: Object.fromEntries(names.map((name) => [name, {}])), required: names },
    encoding: Object.fromEntries(names.map((name) => [name, { contentType: files[name]?.join(', ') }])),
  };
}

function json(schema: JsonSchema, direction: 'input' | 'output'): Content {
  const components = direction === 'input' ? componentsFor(schema, {}) : componentsFor({}, schema);
  return { 'application/json': { schema, example: exampleOf(schema, components) } };
}
