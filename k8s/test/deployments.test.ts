import { describe, expect, test } from 'vitest';
import { containersOf, ofKind, podsOf, SERVICES, theOne, WITH_DATABASE } from './support/ours.ts';
import { kustomize, renderOverlay } from './support/render-overlay.ts';

const RESTRICTED_VOLUMES = ['configMap', 'emptyDir', 'projected', 'secret'];
const DRAIN_BOUND_SECONDS = 40;
const megabytes = (quantity: string) => Number(/^(\d+)Mi$/.exec(quantity)?.[1] ?? Number.NaN);

describe.skipIf(!kustomize)('production', () => {
  const production = kustomize ? renderOverlay('overlays/production') : [];
  const staging = kustomize ? renderOverlay('overlays/staging') : [];
  const deployment = (name: string) => theOne(production, 'Deployment', name);

  test('runs exactly our eight services', () => {
    expect(
      ofKind(production, 'Deployment')
        .map(({ metadata }) => metadata.name)
        .sort(),
    ).toEqual(SERVICES);
  });

  describe.each(SERVICES)('%s', (name) => {
    const { metadata, spec } = kustomize ? deployment(name) : { metadata: { labels: {} }, spec: { template: {} } };
    const pod = spec.template.spec;
    const app = pod?.containers[0];

    test('has two replicas at least and is replaced one by one, never below its number', () => {
      expect(spec.replicas).toBeGreaterThanOrEqual(2);
      expect(spec.strategy).toEqual({ type: 'RollingUpdate', rollingUpdate: { maxSurge: 1, maxUnavailable: 0 } });
      expect(spec.revisionHistoryLimit).toBeGreaterThan(0);
    });

    test('carries the recommended labels, on its pods too', () => {
      const wanted = { 'app.kubernetes.io/name': name, 'app.kubernetes.io/part-of': 'campus-food' };
      expect(metadata.labels).toMatchObject(wanted);
      expect(spec.template.metadata.labels).toMatchObject({ ...wanted, ...spec.selector.matchLabels });
    });

    test('asks for CPU and memory, has a memory limit that its heap fits in, and no CPU limit', () => {
      for (const { resources } of containersOf(pod)) {
        expect(resources.requests).toEqual({ cpu: expect.any(String), memory: expect.any(String) });
        expect(Object.keys(resources.limits)).toEqual(['memory']);
      }
      const config = theOne(production, 'ConfigMap', app.envFrom[0].configMapRef.name);
      const heap = Number(/--max-old-space-size=(\d+)/.exec(config.data.NODE_OPTIONS)?.[1]);
      expect(heap).toBeLessThanOrEqual(0.75 * megabytes(app.resources.limits.memory));
      expect(heap).toBeGreaterThan(100);
    });

    test('spreads over zones and hosts', () => {
      const keys = pod.topologySpreadConstraints.map((constraint: { topologyKey: string }) => constraint.topologyKey);
      expect(keys.sort()).toEqual(['kubernetes.io/hostname', 'topology.kubernetes.io/zone']);
      for (const { labelSelector } of pod.topologySpreadConstraints)
        expect(labelSelector.matchLabels).toEqual(spec.selector.matchLabels);
    });

    test('starts and lives by /health/live, which asks nobody, and serves by its readiness', () => {
      for (const probe of [app.startupProbe, app.livenessProbe])
        expect(probe.httpGet).toEqual({ path: '/health/live', port: 'http' });
      const ready = name === 'gateway' ? '/health/gateway' : '/health/ready';
      expect(app.readinessProbe.httpGet).toEqual({ path: ready, port: 'http' });
      for (const probe of [app.startupProbe, app.livenessProbe, app.readinessProbe])
        expect(probe.timeoutSeconds).toBeGreaterThanOrEqual(2);
    });

    test('shows its metrics on a second port', () => {
      const ports = Object.fromEntries(
        app.ports.map((port: { name: string; containerPort: number }) => [port.name, port.containerPort]),
      );
      expect(ports.metrics).toBe(9464);
      expect(ports.http).not.toBe(9464);
    });

    test('has time to end by itself: more than 45 s, and more than the process takes', () => {
      expect(pod.terminationGracePeriodSeconds).toBeGreaterThanOrEqual(45);
      expect(pod.terminationGracePeriodSeconds).toBeGreaterThan(DRAIN_BOUND_SECONDS);
    });

    test('loses at most one pod to a drained node, and never blocks the drain', () => {
      const { spec: budget } = theOne(production, 'PodDisruptionBudget', name);
      expect(budget.maxUnavailable).toBe(1);
      expect(budget.unhealthyPodEvictionPolicy).toBe('AlwaysAllow');
      expect(budget.selector.matchLabels).toEqual(spec.selector.matchLabels);
      expect(spec.replicas).toBeGreaterThan(budget.maxUnavailable);
    });

    test('is named by a digest in production', () => {
      for (const { image } of containersOf(pod)) expect(image).toMatch(new RegExp(`/${name}@sha256:[0-9a-f]{64}$`));
    });

    test('rolls when its configuration or a secret changes', () => {
      expect(app.envFrom[0].configMapRef.name).toMatch(new RegExp(`^${name}-config-[0-9a-z]{10}$`));
      for (const { valueFrom } of app.env) expect(valueFrom.secretKeyRef.name).toBe(`${name}-1`);
    });

    test('waits for the schema of its version when it has a database', () => {
      const waiting = (pod.initContainers ?? []).map(({ args }: { args: string[] }) => args);
      const program = ['/app/libs/database/src/programs/await-schema.ts'];
      expect(waiting).toEqual(WITH_DATABASE.includes(name) ? [program] : []);
    });
  });

  test('staging differs by tag, not by kind of pod', () => {
    const shape = (objects: typeof production) =>
      ofKind(objects, 'Deployment').map(({ spec }) => spec.template.spec.securityContext);
    expect(shape(staging)).toEqual(shape(production));
  });
});

describe.skipIf(!kustomize).each(['production', 'staging', 'dev'])('every pod of %s', (overlay) => {
  const pods = kustomize ? podsOf(renderOverlay(`overlays/${overlay}`)) : [];

  test('meets the restricted pod security standard, as nobody with nothing to write to', () => {
    expect(pods.length).toBeGreaterThan(14);
    for (const { owner, spec } of pods) {
      const { securityContext: pod } = spec;
      expect.soft(pod, owner).toMatchObject({ runAsNonRoot: true, seccompProfile: { type: 'RuntimeDefault' } });
      expect.soft(pod.runAsUser, owner).toBeGreaterThanOrEqual(10_001);
      for (const container of containersOf(spec))
        expect.soft(container.securityContext, `${owner} ${container.name}`).toEqual({
          allowPrivilegeEscalation: false,
          capabilities: { drop: ['ALL'] },
          readOnlyRootFilesystem: true,
        });
    }
  });

  test('shares nothing with its node and mounts only what may be mounted, scratch space bounded', () => {
    for (const { owner, spec } of pods) {
      for (const field of ['hostNetwork', 'hostPID', 'hostIPC', 'shareProcessNamespace'])
        expect.soft(spec[field], owner).toBeUndefined();
      for (const { name, ...source } of spec.volumes ?? []) {
        expect.soft(RESTRICTED_VOLUMES, `${owner} ${name}`).toContain(Object.keys(source)[0]);
        if (source.emptyDir) expect.soft(source.emptyDir.sizeLimit, `${owner} ${name}`).toBeDefined();
      }
    }
  });

  test('gets no token of the cluster and no addresses of other services', () => {
    for (const { owner, spec } of pods) {
      expect.soft(spec.automountServiceAccountToken, owner).toBe(false);
      expect.soft(spec.enableServiceLinks, owner).toBe(false);
    }
  });
});
