import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { expect, it } from 'vitest';
import {
  dashboardFiles,
  dashboardQueries,
  ruleFiles,
  rules,
  ruleTestFiles,
} from '../src/observability/observability-files.ts';
import { objectionsOf } from '../src/platform/promtool.ts';
import { ROOT } from '../src/platform/settings.ts';

const RUNBOOKS = join(ROOT, 'docs/runbooks');
const SECTIONS = ['## What it means', '## How to look', '## What to do'];

const alerts = rules().filter(({ isAlert }) => isAlert);
const runbookOf = (text: string) => /runbook_url: (\S+)/.exec(text)?.[1] ?? 'none';

it('promtool takes the rules, and every alert has a test that it fires and one that it is quiet', async () => {
  expect(ruleFiles().length).toBeGreaterThan(3);
  expect(await objectionsOf('promtool', ['check', 'rules', ...ruleFiles()])).toBe('');
  const tests = ruleTestFiles().map((file) => readFileSync(file, 'utf8'));
  for (const { name } of alerts) {
    expect(tests.join('\n'), name).toContain(`# ${name} fires\n`);
    expect(tests.join('\n'), name).toContain(`# ${name} is quiet: `);
  }
});

it.each(ruleTestFiles().map((file) => [basename(file), file]))('promtool test rules %s', async (_name, file) => {
  expect(await objectionsOf('promtool', ['test', 'rules', file])).toBe('');
});

it('every alert says how loud it is and has a runbook that says what it means, how to look and what to do; no runbook is left over', () => {
  expect(alerts.length).toBeGreaterThan(30);
  for (const { name, text } of alerts) {
    expect(text, name).toMatch(/severity: (?:page|ticket) /);
    const runbook = join(ROOT, runbookOf(text));
    expect(existsSync(runbook), `${name}: ${runbook}`).toBe(true);
    const page = readFileSync(runbook, 'utf8');
    expect(page.startsWith(`# ${name}\n`), name).toBe(true);
    for (const section of SECTIONS) expect(page, `${name}: ${section}`).toContain(`${section}\n\n`);
  }
  const wanted = alerts.map(({ text }) => runbookOf(text).replace('docs/runbooks/', ''));
  expect(readdirSync(RUNBOOKS).toSorted()).toEqual(wanted.toSorted());
});

it('runbooks lead to pages that exist', () => {
  for (const file of readdirSync(RUNBOOKS)) {
    const page = readFileSync(join(RUNBOOKS, file), 'utf8');
    for (const [, target = ''] of page.matchAll(/\]\(([^)#]+)\)/g)) {
      expect(existsSync(join(RUNBOOKS, target)), `${file}: ${target}`).toBe(true);
    }
  }
});

it('promtool parses every query of every dashboard', async () => {
  const queries = dashboardQueries();
  expect(dashboardFiles().length).toBe(5);
  expect(queries.length).toBeGreaterThan(60);
  const recorded = queries.map(({ expression }, at) => ({ record: `query_${at}`, expr: expression }));
  const file = JSON.stringify({ groups: [{ name: 'dashboards', rules: recorded }] });
  expect(await objectionsOf('promtool', ['check', 'rules', '-'], file)).toBe('');
  const broken = JSON.stringify({
    groups: [{ name: 'dashboards', rules: [{ record: 'x', expr: 'sum(rate(up[5m])' }] }],
  });
  expect(await objectionsOf('promtool', ['check', 'rules', '-'], broken)).toContain('unclosed left parenthesis');
});

it('pages wake somebody and tickets do not', async () => {
  const file = join(ROOT, 'observability/alertmanager.yaml');
  expect(await objectionsOf('amtool', ['check-config', file])).toBe('');
  for (const severity of ['page', 'ticket']) {
    const args = ['config', 'routes', 'test', `--config.file=${file}`, `--verify.receivers=${severity}`];
    expect(await objectionsOf('amtool', [...args, `severity=${severity}`]), severity).toBe('');
  }
});

it('Prometheus takes its configuration, which asks every service on the port of its metrics', async () => {
  const file = join(ROOT, 'observability/prometheus/prometheus.yml');
  expect(await objectionsOf('promtool', ['check', 'config', '--syntax-only', file])).toBe('');
  const text = readFileSync(file, 'utf8');
  const services = readdirSync(join(ROOT, 'services')).filter((name) => !['portal', 'sandbox'].includes(name));
  for (const service of [...services, 'gateway']) {
    expect(text).toContain(`job_name: ${service}\n    static_configs: [{ targets: ["${service}:9464"] }]`);
  }
});
