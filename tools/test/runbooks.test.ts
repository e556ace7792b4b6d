import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { freshDatabase } from '@campus/testing/database';
import { expect, it } from 'vitest';
import { runbookQueries } from '../src/observability/observability-files.ts';
import { objectionsOf } from '../src/platform/promtool.ts';
import { SERVICES } from '../src/platform/service-environments.ts';
import { ROOT } from '../src/platform/settings.ts';
import { documents, snippetsOf } from './support/code-in-docs.ts';

const snippets = documents()
  .filter((file) => file.startsWith('docs/runbooks/'))
  .flatMap(snippetsOf);
const databases = SERVICES.filter(({ hasDatabase }) => hasDatabase).map(({ name }) => name);
// What the broker says.
const OF_OTHERS = ['ACCESS_REFUSED'];
const WITH_OUTBOX = databases.filter((name) => name !== 'notification');

interface Statement {
  file: string;
  sql: string;
  of: string[];
}

/** SQL of the runbooks with something put in where a person would; `of payment` behind it says whose database is meant. */
function statements(): Statement[] {
  return snippets.flatMap(({ file, code, after }) => {
    const sql = /^psql "\$DATABASE_URL" -c "(.+)"$/.exec(code)?.[1] ?? /^(?:select|update|delete) .+$/.exec(code)?.[0];
    if (!sql) return [];
    const named = /^ of (\w+)/.exec(after)?.[1];
    const of = named ? [named] : /\boutbox\b/.test(sql) ? WITH_OUTBOX : databases;
    return [{ file, sql: sql.replaceAll(/…|<\w+>/g, (gap) => (gap === '<service>' ? 'ordering' : '1')), of }];
  });
}

it('every SQL statement of a runbook is one for the database that it is meant for', async () => {
  const all = statements();
  expect(all.length).toBeGreaterThan(8);
  for (const service of databases) {
    const { db } = await freshDatabase(service, new URL(`../../services/${service}/migrations/`, import.meta.url));
    for (const { file, sql } of all.filter(({ of }) => of.includes(service)))
      await expect(db.raw(`explain ${sql}`), `${file}: ${sql} (${service})`).resolves.toBeDefined();
  }
});

it('promtool parses every query of a runbook', async () => {
  const queries = runbookQueries();
  expect(queries.length).toBeGreaterThan(10);
  const recorded = queries.map(({ expression }, at) => ({ record: `query_${at}`, expr: expression }));
  const file = JSON.stringify({ groups: [{ name: 'runbooks', rules: recorded }] });
  expect(await objectionsOf('promtool', ['check', 'rules', '-'], file)).toBe('');
});

it('what a runbook names, our sources name: settings, events, metrics, columns', () => {
  const files = globSync('{services,libs,gateway,tools,observability,k8s}/**/*.{ts,yaml,json}', {
    cwd: ROOT,
    exclude: ['**/node_modules/**', '**/dist/**', '**/test/**'],
  });
  const sources = [...files, '.env.example'].map((file) => readFileSync(join(ROOT, file), 'utf8')).join('\n');
  const names = snippets.filter(({ code }) => /^[A-Za-z]+(?:_[A-Za-z0-9]+)+$/.test(code) && !OF_OTHERS.includes(code));
  expect(names.length).toBeGreaterThan(20);
  expect(names.filter(({ code }) => !sources.includes(code.replace(/_(?:count|bucket|sum)$/, '')))).toEqual([]);
});

it('every route of a runbook is one of the API, with the query it names', () => {
  const { paths } = JSON.parse(readFileSync(join(ROOT, 'gateway/openapi.json'), 'utf8'));
  const routes = snippets.flatMap(({ file, code }) => {
    const [, method = '', path = '', query = ''] =
      /^(GET|POST|PUT|PATCH|DELETE) (\/\S+?)(?:\?(\w+)=\S*)?$/.exec(code) ?? [];
    return method ? [{ file, method: method.toLowerCase(), path, query }] : [];
  });
  expect(routes.length).toBeGreaterThan(5);
  for (const { file, method, path, query } of routes) {
    const template = Object.keys(paths).find((known) =>
      new RegExp(`^${known.replaceAll(/\{\w+\}/g, '[^/]+')}$`).test(path),
    );
    const parameters: { name: string }[] = paths[template ?? '']?.[method]?.parameters ?? [];
    expect(paths[template ?? '']?.[method], `${file}: ${method} ${path}`).toBeDefined();
    if (query)
      expect(
        parameters.map(({ name }) => name),
        `${file}: ${query}`,
      ).toContain(query);
  }
});
