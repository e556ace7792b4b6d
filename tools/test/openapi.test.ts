import { readFileSync } from 'node:fs';
import { glob } from 'node:fs/promises';
import { join } from 'node:path';
import { byId } from '@campus/contracts/values';
import { post } from '@campus/http/routes';
import { expect, test } from 'vitest';
import { findRoute } from '../../gateway/src/find-route.ts';
import { routes } from '../../gateway/src/routes.ts';
import { openapiDocument } from '../src/openapi/document.ts';
import { operationOf } from '../src/openapi/operation.ts';
import { keyOf, templateOf } from '../src/openapi/operation-names.ts';
import { publicRoutes, type Route } from '../src/openapi/service-routes.ts';
import { ROOT } from '../src/platform/settings.ts';
import { faults, schemasOf } from './support/json-schema.ts';
import { lint } from './support/lint.ts';

const UNSPEAKABLE = /password_hash|token_hash|gateway_response|digest|private|pepper|secret/i;

const document = openapiDocument();
const operations = publicRoutes.map(({ service, route }) => {
  const operation = document.paths[templateOf(route.path)]?.[route.method];
  if (!operation) throw new Error(`no operation for ${keyOf(route)}`);
  return { service, route, operation };
});
const names = operations.map(({ operation }) => operation.operationId);

test('gateway/openapi.json is the one that the routes and their schemas make now (npm run openapi)', () => {
  const committed = readFileSync(join(ROOT, 'gateway/openapi.json'), 'utf8');
  expect(JSON.parse(committed)).toEqual(JSON.parse(JSON.stringify(document)));
  expect(committed).toBe(`${JSON.stringify(document, null, 2)}\n`);
});

test('it is OpenAPI 3.1 as the linter knows it, and every answer names its request id', async () => {
  const found = await lint(document, {
    'info-license': 'off', // nobody has chosen one
    'operation-4xx-response': 'off', // health is never refused
    'operation-description': 'error',
    'parameter-description': 'error',
    'no-required-schema-properties-undefined': 'error',
    'response-contains-header': { severity: 'error', names: { '2xx': ['X-Request-Id'], '4xx': ['X-Request-Id'] } },
  });
  expect(found).toEqual([]);
});

test('the linter finds what is wrong', async () => {
  const [path = ''] = Object.keys(document.paths);
  const broken = structuredClone(document);
  for (const operation of Object.values(broken.paths[path] ?? {})) operation.responses = {};
  expect(await lint(broken, {})).not.toEqual([]);
});

test('a report is JSON or a CSV file', () => {
  const reports = operations.filter(({ route }) => route.path.includes('/reports/'));
  expect(reports.map(({ operation }) => Object.keys(operation.responses['200']?.content ?? {}))).toEqual(
    Array.from({ length: 3 }, () => ['application/json', 'text/csv']),
  );
});

test('no route that a service declares is missing', async () => {
  const declared: string[] = [];
  for await (const file of glob('{services/*,gateway}/src/{,http/}*.ts', { cwd: ROOT })) {
    const source = readFileSync(join(ROOT, file), 'utf8');
    if (!source.includes("from '@campus/http/routes'") || !/\b(get|post|put|patch|del)\(\s/.test(source)) continue;
    const exported: Record<string, unknown> = await import(join(ROOT, file));
    for (const factory of Object.values(exported)) {
      if (typeof factory !== 'function' || !/Routes?$/.test(factory.name)) continue;
      declared.push(...[factory({}, [])].flat().map((route: Route) => keyOf(route)));
    }
  }
  const inDocument = new Set(publicRoutes.map(({ route }) => keyOf(route)));
  expect(declared.length).toBeGreaterThan(40);
  expect(declared.filter((key) => !key.includes(' /internal/') && !inDocument.has(key))).toEqual([]);
});

test('S21: the gateway leads every operation to its service, and its table leads nowhere else', () => {
  const reached = new Set<unknown>();
  for (const { service, route } of operations.filter(({ service: owner }) => owner !== 'gateway')) {
    const way = findRoute(route.path.replaceAll(':', ''));
    reached.add(way);
    expect([keyOf(route), way?.to]).toEqual([keyOf(route), service]);
    if (way?.may === 'signed-in') expect([keyOf(route), route.options.may]).not.toContain('public');
  }
  const unused = routes.filter((route) => route.door !== 'socket' && !reached.has(route));
  expect(unused.map(({ path }) => path)).toEqual([]);
});

test('every operation has a name of its own, its roles, its errors, and an example of what it takes and answers', () => {
  expect(new Set(names).size).toBe(names.length);
  for (const { route, operation } of operations) {
    const [status = '', success] = Object.entries(operation.responses)[0] ?? [];
    const contents = [operation.requestBody, success].flatMap((part) => Object.entries(part?.content ?? {}));
    const bare = contents.filter(([type, { example }]) => /json|text/.test(type) && example === undefined);
    expect([operation.operationId, bare]).toEqual([operation.operationId, []]);
    expect(operation['x-roles'].length, operation.operationId).toBeGreaterThan(0);
    expect(status, operation.operationId).toMatch(/^2/);
    if (status === '204') expect(success?.content).toBeUndefined();
    if (route.path.startsWith('/api/v1/') && !route.path.endsWith('api.json'))
      expect(operation.responses).toHaveProperty('503');
    if (!operation['x-roles'].includes('none')) expect(operation.responses).toHaveProperty('401');
  }
});

test('every example is what its schema says, for JSON Schema and for the route that parses it', () => {
  const ajv = schemasOf(document);
  const { ErrorAnswer = {} } = document.components.schemas;
  const wrong = operations.flatMap(({ operation }) =>
    [operation.requestBody, ...Object.values(operation.responses)].flatMap((part) =>
      Object.values(part?.content ?? {}).flatMap(({ schema, example }) =>
        example === undefined
          ? []
          : [faults(ajv, schema, example)].filter(Boolean).map((fault) => [operation.operationId, fault]),
      ),
    ),
  );
  expect(wrong).toEqual([]);
  for (const { route, operation } of operations) {
    const { body, answer, files } = route.options;
    const [success] = Object.values(operation.responses);
    if (body && !files) body.parse(operation.requestBody?.content['application/json']?.example);
    if (answer) answer.parse(success?.content?.['application/json']?.example);
  }
  for (const example of Object.values(document.components.examples))
    expect(faults(ajv, ErrorAnswer, (example as { value: unknown }).value)).toBe('');
  expect(faults(ajv, ErrorAnswer, { error: { code: 'NO_SUCH_CODE', message: '' } })).toContain('code');
});

test('a form with files, and answers of several kinds or none of JSON, can be said', () => {
  const image = post(
    '/api/v1/admin/menu/items/:id/image',
    {
      may: ['admin'],
      summary: 'A picture',
      mode: 'stream',
      params: byId,
      files: { image: ['image/png', 'image/webp'] },
      answersAs: ['image/webp'],
    },
    async () => undefined,
  );
  const { requestBody, responses } = operationOf('catalog', image);
  expect(requestBody).toEqual({
    required: true,
    content: {
      'multipart/form-data': {
        schema: { type: 'object', properties: { image: {} }, required: ['image'] },
        encoding: { image: { contentType: 'image/png, image/webp' } },
      },
    },
  });
  expect(responses['200']?.content).toEqual({ 'image/webp': { schema: {} } });
  expect(Object.keys(responses)).toEqual(expect.arrayContaining(['400', '401', '403', '404', '413', '429', '503']));
});

test('S23: no answer has a field for what nobody may know', () => {
  const answered = new Set<string>();
  const answers = operations.map(({ operation }) => operation.responses);
  JSON.stringify({ answers, schemas: document.components.schemas }, (name, value) => {
    if (name === 'properties') for (const field of Object.keys(value)) answered.add(field);
    return value;
  });
  expect(answered.size).toBeGreaterThan(100);
  expect([...answered].filter((field) => UNSPEAKABLE.test(field))).toEqual([]);
});
