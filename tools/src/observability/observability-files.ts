import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from '../platform/settings.ts';

const DIRECTORY = join(ROOT, 'observability');
const RULES = join(DIRECTORY, 'prometheus/rules');
const TESTS = join(DIRECTORY, 'prometheus/tests');
const DASHBOARDS = join(DIRECTORY, 'grafana/dashboards');
const RUNBOOKS = join(ROOT, 'docs/runbooks');
// An expression, or the name of a metric by its ending; a Loki query begins with its braces.
const QUERY =
  /^(?:sum|rate|histogram_quantile|max|min)\b.*[({]|^[a-z]\w+(?:\{.*\}|_(?:total|seconds|count|connected|blocked|in_flight|open))$/;

export interface Rule {
  file: string;
  /** The name of an alert, or of what is recorded. */
  name: string;
  isAlert: boolean;
  expression: string;
  /** The rest of the rule as it is written. */
  text: string;
}

export interface Query {
  dashboard: string;
  panel: string;
  expression: string;
}

interface Dashboard {
  panels: { title: string; targets?: { expr: string }[] }[];
  templating: { list: { query: string }[] };
}

export const ruleFiles = () => filesIn(RULES, '.yaml');
export const ruleTestFiles = () => filesIn(TESTS, '.yaml');
export const dashboardFiles = () => filesIn(DASHBOARDS, '.json');

/** Every rule, read from the plain form in which ours are written: promtool has judged the YAML. */
export function rules(): Rule[] {
  return ruleFiles().flatMap((file) => {
    const [, ...items] = readFileSync(file, 'utf8').split(/^ {6}- (?=alert:|record:)/m);
    return items.map((text) => {
      const [, kind, name = ''] = /^(alert|record): (.+)$/m.exec(text) ?? [];
      const block = /^ {8}expr: \|\n((?: {10}.*\n?)+)/m.exec(text)?.[1];
      const expression = block ?? /^ {8}expr: (.+)$/m.exec(text)?.[1] ?? '';
      return { file, name, isAlert: kind === 'alert', expression, text };
    });
  });
}

/** Every query of every dashboard, with Grafana's own variables put in. */
export function dashboardQueries(): Query[] {
  return dashboardFiles().flatMap((file) => {
    const { panels, templating }: Dashboard = JSON.parse(readFileSync(file, 'utf8'));
    const dashboard = file.slice(DASHBOARDS.length + 1);
    const asked = panels.flatMap(({ title, targets = [] }) => targets.map(({ expr }) => ({ panel: title, expr })));
    const variables = templating.list.map(({ query }) => ({
      panel: 'variable',
      expr: /^label_values\((.+),\s*\w+\)$/.exec(query)?.[1] ?? query,
    }));
    return [...asked, ...variables].map(({ panel, expr }) => ({ dashboard, panel, expression: filledIn(expr) }));
  });
}

/** Every query within backticks of a runbook, about a service of ours where it leaves one open. */
export function runbookQueries(): { file: string; expression: string }[] {
  return filesIn(RUNBOOKS, '.md').flatMap((file) => {
    const spans = [...readFileSync(file, 'utf8').matchAll(/`([^`\n]+)`/g)].map(([, code = '']) => code);
    const queries = spans.filter((code) => QUERY.test(code));
    return queries.map((code) => ({ file, expression: code.replaceAll('<service>', 'ordering') }));
  });
}

// The longest name first: `$__range` would eat the beginning of `$__range_s`.
function filledIn(expression: string): string {
  return expression
    .replaceAll('$__rate_interval', '5m')
    .replaceAll('$__interval', '1m')
    .replaceAll('$__range', '1h')
    .replace(/\$\{?\w+\}?/g, '.*');
}

function filesIn(directory: string, ending: string): string[] {
  const names = readdirSync(directory).filter((name) => name.endsWith(ending));
  return names.toSorted().map((name) => join(directory, name));
}
