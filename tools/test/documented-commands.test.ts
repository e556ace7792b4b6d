import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { SERVICES } from '../src/platform/service-environments.ts';
import { ROOT } from '../src/platform/settings.ts';
import { documents, snippetsOf } from './support/code-in-docs.ts';

const snippets = documents().flatMap(snippetsOf);
const read = (file: string) => readFileSync(join(ROOT, file), 'utf8');
const found = (pattern: RegExp) =>
  snippets.flatMap(({ file, code }) => [...code.matchAll(pattern)].map(([, name = '']) => ({ file, name })));

it('every make target of a document is one', () => {
  const targets = new Set([...read('Makefile').matchAll(/^([a-z0-9-]+):/gm)].map(([, name]) => name));
  const named = found(/(?:^|[\s;&(])make (?:--\w+ )?([a-z][a-z0-9-]*)/g);
  expect(named.length).toBeGreaterThan(60);
  expect(named.filter(({ name }) => !targets.has(name))).toEqual([]);
});

it('every npm script of a document is one, in the workspace it is run in', () => {
  const own = {
    ...JSON.parse(read('package.json')).scripts,
    ...JSON.parse(read('services/portal/package.json')).scripts,
  };
  const named = found(/npm run (?:--silent )?([a-z][\w:-]*)/g);
  expect(named.length).toBeGreaterThan(8);
  expect(named.filter(({ name }) => !(name in own))).toEqual([]);
});

it('every program that node is told to run is there', () => {
  const named = found(/\bnode (?:--\S+ )*((?:[\w.-]+\/)+[\w-]+\.ts)/g);
  const places = ['', 'services/auth', 'services/catalog', 'tools'];
  expect(named.length).toBeGreaterThan(4);
  expect(named.filter(({ name }) => !places.some((place) => existsSync(join(ROOT, place, name))))).toEqual([]);
});

it('kubectl is asked about our deployments, in our namespace', () => {
  const services = new Set(SERVICES.map(({ name }) => name));
  const asking = snippets.filter(({ code }) => /\bkubectl (?!(?:create namespace|apply|kustomize)\b)/.test(code));
  expect(asking.length).toBeGreaterThan(15);
  expect(asking.filter(({ code }) => !code.includes('kubectl -n campus-food'))).toEqual([]);
  const named = asking.flatMap(({ code }) => [...code.matchAll(/ deploy\/([\w-]+)/g)].map(([, name = '']) => name));
  expect(named.filter((name) => !services.has(name))).toEqual([]);
});
