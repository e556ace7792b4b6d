import { readFileSync } from 'node:fs';
import { glob } from 'node:fs/promises';
import { join } from 'node:path';
import { ERROR_CODES } from '@campus/contracts/error-codes';
import { EVENT_AUDIENCE } from '@campus/contracts/event-audience';
import { OPERATION_NOTES } from '@campus/contracts/operation-notes';
import { expect, test } from 'vitest';
import { findRoute } from '../../gateway/src/find-route.ts';
import { routes } from '../../gateway/src/routes.ts';
import { asyncapiDocument } from '../src/asyncapi/document.ts';
import { openapiDocument } from '../src/openapi/document.ts';
import { keyOf, templateOf } from '../src/openapi/operation-names.ts';
import { publicRoutes, type Route } from '../src/openapi/service-routes.ts';
import { ROOT } from '../src/platform/settings.ts';

// Pictures of dishes: in the gateway's table, not yet in catalog.
const TO_COME = ['/api/v1/menu/images', '/api/v1/admin/menu/items/:id/image'];

const document = openapiDocument();
const operations = publicRoutes.map(({ service, route }) => {
  const operation = document.paths[templateOf(route.path)]?.[route.method];
  if (!operation) throw new Error(`no operation for ${keyOf(route)}`);
  return { service, route, operation };
});

test.each([
  ['gateway/openapi.json', document],
  ['docs/asyncapi.json', asyncapiDocument()],
])('%s is the one that the contracts make now (npm run openapi)', (file, made) => {
  const committed = readFileSync(join(ROOT, file), 'utf8');
  expect(JSON.parse(committed)).toEqual(JSON.parse(JSON.stringify(made)));
  expect(committed).toBe(`${JSON.stringify(made, null, 2)}\n`);
});

test('every event that anybody hears is in the AsyncAPI document, and its references lead somewhere', () => {
  const { channels, components } = asyncapiDocument();
  expect(Object.keys(channels)).toEqual(expect.arrayContaining(Object.keys(EVENT_AUDIENCE)));
  const known = new Set([...Object.keys(components.messages), ...Object.keys(components.schemas)]);
  const references = JSON.stringify({ channels, components }).matchAll(/"#\/components\/\w+\/([\w.]+)"/g);
  expect([...references].map(([, name = '']) => name).filter((name) => !known.has(name))).toEqual([]);
});

test('a report is JSON or a CSV file', () => {
  const reports = operations.filter(({ route }) => route.path.includes('/reports/'));
  expect(reports.map(({ operation }) => Object.keys(operation.responses['200']?.content ?? {}))).toEqual(
    Array.from({ length: 3 }, () => ['application/json', 'text/csv']),
  );
});

test('no route that a service declares is missing', async () => {
  const declared: string[] = [];
  for await (const file of glob('services/*/src/{,http/}*.ts', { cwd: ROOT })) {
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

test('the gateway leads every operation to its service, and its table leads nowhere else', () => {
  const reached = new Set<unknown>();
  for (const { service, route } of operations) {
    const way = findRoute(route.path.replaceAll(':', ''));
    reached.add(way);
    expect([keyOf(route), way?.to]).toEqual([keyOf(route), service]);
    if (way?.may === 'signed-in') expect([keyOf(route), route.options.may]).not.toContain('public');
  }
  const unused = routes.filter((route) => route.door !== 'socket' && !reached.has(route));
  expect(unused.map(({ path }) => path)).toEqual(TO_COME);
});

test('every operation has a name of its own, its roles, its errors and examples that its schemas accept', () => {
  const names = operations.map(({ operation }) => operation.operationId);
  expect(new Set(names).size).toBe(names.length);
  for (const { route, operation } of operations) {
    const { body, answer } = route.options;
    const [success] = Object.values(operation.responses);
    const example = (content: typeof success) => content?.content?.['application/json']?.example;
    if (body) body.parse(operation.requestBody?.content['application/json']?.example);
    if (answer) answer.parse(example(success));
    expect(operation['x-roles'].length, operation.operationId).toBeGreaterThan(0);
    expect(operation.responses, operation.operationId).toHaveProperty('503');
    if (!operation['x-roles'].includes('none')) expect(operation.responses).toHaveProperty('401');
  }
});

test('every reference leads somewhere, and every note is about an operation', () => {
  const { schemas, examples } = document.components;
  const references = JSON.stringify(document).matchAll(/"\$ref":"#\/components\/(\w+)\/(\w+)"/g);
  const known = new Set([...Object.keys(schemas), ...Object.keys(examples), 'RetryAfter']);
  expect([...references].map(([, , name]) => name).filter((name = '') => !known.has(name))).toEqual([]);
  expect(Object.keys(examples)).toEqual(Object.keys(ERROR_CODES));
  const keys = new Set(operations.map(({ route }) => keyOf(route)));
  expect(Object.keys(OPERATION_NOTES).filter((key) => !keys.has(key))).toEqual([]);
});
