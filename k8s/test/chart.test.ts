import { beforeAll, describe, expect, test } from 'vitest';
import type { KubernetesObject } from './support/kubernetes-object.ts';
import { madeByTemplates } from './support/made-by-templates.ts';
import { renderChart, rendersCharts } from './support/render-chart.ts';
import { kustomize, renderOverlay } from './support/render-overlay.ts';

const HASHED = /(-config)-[0-9a-z]{10}\b/g;

/** By kind and name, without the hashes of configuration (two tools, two hashes) and without order where order means nothing. */
function normal(objects: KubernetesObject[]): Record<string, unknown> {
  const entries = objects.map((object): [string, unknown] => {
    const text = JSON.stringify(object).replace(HASHED, '$1');
    const copy: KubernetesObject = JSON.parse(text);
    return [`${copy.kind}/${copy.metadata.name}`, sorted(copy)];
  });
  return Object.fromEntries(entries.sort(([one], [other]) => one.localeCompare(other)));
}

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) {
    const items = value.map(sorted);
    const named = items.every(
      (item) => typeof item === 'object' && item !== null && ('name' in item || 'topologyKey' in item),
    );
    return named ? items.sort((one, other) => keyOf(one).localeCompare(keyOf(other))) : items;
  }
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, sorted(inner)]));
}

function keyOf(item: unknown): string {
  const { name, topologyKey } = item as { name?: string; topologyKey?: string };
  return name ?? topologyKey ?? '';
}

describe.skipIf(!kustomize || !rendersCharts)("the chart (needs kubectl, and helm or Debian's Go with sprig)", () => {
  let overlay: KubernetesObject[];
  let chart: KubernetesObject[];
  beforeAll(() => {
    overlay = renderOverlay('overlays/production').filter(({ kind }) => kind !== 'Namespace');
    chart = renderChart('campus-food');
  }, 120_000);

  test('has the objects of the production overlay and no other', () => {
    expect(Object.keys(normal(chart))).toEqual(Object.keys(normal(overlay)));
  });

  test('says the same about each of them', () => {
    expect(normal(chart)).toEqual(normal(overlay));
  });

  test('makes what belongs to a service from its values', () => {
    expect(chart.filter(madeByTemplates).length).toBeGreaterThan(60);
  });

  test('rolls pods when their configuration changes', () => {
    const names = chart.filter(({ kind }) => kind === 'ConfigMap').map(({ metadata }) => metadata.name);
    expect(names.filter((name) => HASHED.test(name) || /-config-[0-9a-z]{10}$/.test(name))).toEqual(names);
    for (const name of names) expect(JSON.stringify(chart)).toContain(`"configMapRef":{"name":"${name}"}`);
  });
});
