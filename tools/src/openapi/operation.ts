import { schemaOf } from './components.ts';
import { errorAnswersOf } from './error-answers.ts';
import { cachedAnswer, everyAnswer, type Headers } from './headers.ts';
import { answerContentOf, type Content, json, requestContentOf } from './media.ts';
import { operationIdOf } from './operation-names.ts';
import { type Parameter, parametersOf } from './parameters.ts';
import type { Route } from './service-routes.ts';

const EVERYBODY = ['none', 'consumer', 'kitchen', 'delivery', 'admin'] as const;

export interface Operation {
  operationId: string;
  summary: string;
  description: string;
  tags: string[];
  /** Who may: roles, and `none` for somebody without a token. */
  'x-roles': string[];
  security: Record<string, string[]>[];
  parameters: Parameter[];
  requestBody?: { required: boolean; content: Content };
  responses: Record<string, { description: string; headers: Headers; content?: Content }>;
}

export function operationOf(service: string, route: Route): Operation {
  const { may, summary, description } = route.options;
  const requestBody = requestBodyOf(route);
  const roles = rolesOf(may);
  return {
    operationId: operationIdOf(route),
    summary,
    description: [`For ${roles.includes('none') ? 'everybody' : roles.join(', ')}.`, description]
      .filter(Boolean)
      .join('\n\n'),
    tags: [service],
    'x-roles': roles,
    security: may === 'public' ? [] : [{ accessToken: [] }],
    parameters: parametersOf(route),
    ...(requestBody && { requestBody }),
    responses: { ...successOf(route), ...otherAnswersOf(route), ...errorAnswersOf(route) },
  };
}

function rolesOf(may: Route['options']['may']): string[] {
  if (may === 'public') return [...EVERYBODY];
  return EVERYBODY.filter((role) => role !== 'none' && (may === 'signed-in' || may.includes(role)));
}

function requestBodyOf(route: Route): Operation['requestBody'] {
  const content = requestContentOf(route);
  // A body that was not sent arrives as {} (libs/http).
  return content && { required: !route.options.body?.safeParse({}).success, content };
}

function successOf(route: Route): Operation['responses'] {
  const content = answerContentOf(route);
  const status = route.options.status ?? (content ? 200 : 204);
  const isCached = route.options.headers?.includes('If-None-Match');
  const headers = isCached ? cachedAnswer : everyAnswer;
  const description = { 200: 'OK', 201: 'Created' }[status] ?? 'Done';
  return {
    [status]: { description, headers, ...(content && { content }) },
    ...(isCached && { 304: { description: 'What you have is still the answer', headers } }),
  };
}

function otherAnswersOf({ options: { otherAnswers = {} } }: Route): Operation['responses'] {
  const entries = Object.entries(otherAnswers).map(([status, schema]) => [
    status,
    { description: 'Not well', headers: everyAnswer, content: json(schemaOf(schema, 'output'), 'output') },
  ]);
  return Object.fromEntries(entries);
}
