import { describe, expect, test } from 'vitest';
import { compileObjects } from './support/compile-objects.ts';
import type { KubernetesObject } from './support/kubernetes-object.ts';
import { theOne } from './support/ours.ts';
import { publishedType } from './support/published-types.ts';
import { kustomize, renderOverlay } from './support/render-overlay.ts';

const OVERLAYS = ['production', 'staging', 'dev'];
const INGRESS = 'test/fixtures/with-ingress';

async function complaints(object: KubernetesObject): Promise<string[]> {
  const { from, hasValidator } = publishedType(object.apiVersion, object.kind);
  if (!hasValidator) return [];
  const models = await import(from);
  try {
    new models[object.kind](object).validate();
    return [];
  } catch (error) {
    return [`${object.kind}/${object.metadata.name}: ${error instanceof Error ? error.message : error}`];
  }
}

describe.skipIf(!kustomize)('what the overlays say (needs kubectl or kustomize)', () => {
  const rendered = new Map<string, KubernetesObject[]>(
    kustomize
      ? [
          ...OVERLAYS.map((name): [string, string] => [name, `overlays/${name}`]),
          ['ingress', INGRESS] as [string, string],
        ].map(([name, path]) => [name, renderOverlay(path)])
      : [],
  );

  test.each([...OVERLAYS, 'ingress'])(
    '%s has everything its types require, in the shape they require',
    async (name) => {
      const all = await Promise.all((rendered.get(name) ?? []).map(complaints));
      expect(all.flat()).toEqual([]);
      expect(all.length).toBeGreaterThan(60);
    },
  );

  test('no overlay has a field that its type does not know', async () => {
    expect(await compileObjects([...rendered.values()].flat())).toBe('');
  });

  test('a misspelled field is found, in Kubernetes and in an operator', async () => {
    const production = rendered.get('production') ?? [];
    const deployment = structuredClone(theOne(production, 'Deployment', 'ordering'));
    deployment.spec.template.spec.terminationGracePeriod = 5;
    const cluster = structuredClone(theOne(production, 'Cluster', 'postgres'));
    cluster.spec.instance = 1;
    const found = await compileObjects([deployment, cluster]);
    expect(found).toContain('terminationGracePeriod');
    expect(found).toContain('"instance"');
  });

  test('no two objects share kind, name and namespace', () => {
    for (const objects of rendered.values()) {
      const ids = objects.map(({ kind, metadata }) => `${kind} ${metadata.namespace} ${metadata.name}`);
      expect(ids.length).toBe(new Set(ids).size);
    }
  });
});
