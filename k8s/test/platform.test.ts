import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { containersOf, ofKind, SERVICES, theOne, WITH_DATABASE } from './support/ours.ts';
import { kustomize, renderOverlay } from './support/render-overlay.ts';

describe.skipIf(!kustomize)('production', () => {
  const all = kustomize ? renderOverlay('overlays/production') : [];

  test('its namespace enforces the restricted standard and bounds what it holds', () => {
    const { labels } = theOne(all, 'Namespace', 'campus-food').metadata;
    expect(labels).toMatchObject({ 'pod-security.kubernetes.io/enforce': 'restricted' });
    expect(ofKind(all, 'ResourceQuota')).toHaveLength(1);
    expect(ofKind(all, 'LimitRange')).toHaveLength(1);
    expect(ofKind(all, 'PriorityClass')).toHaveLength(1);
  });

  test('every account is without a token', () => {
    const accounts = ofKind(all, 'ServiceAccount');
    for (const { automountServiceAccountToken, metadata } of accounts)
      expect.soft(automountServiceAccountToken, metadata.name).toBe(false);
    expect(accounts.map(({ metadata }) => metadata.name)).toEqual(expect.arrayContaining(SERVICES));
  });

  describe('scaling', () => {
    const hpas = ofKind(all, 'HorizontalPodAutoscaler');
    const scaled = ofKind(all, 'ScaledObject');

    test('by CPU, from two, coming down slowly', () => {
      for (const { metadata, spec } of hpas) {
        expect.soft(spec.minReplicas, metadata.name).toBeGreaterThanOrEqual(2);
        expect.soft(spec.maxReplicas, metadata.name).toBeGreaterThan(spec.minReplicas);
        expect.soft(spec.behavior.scaleDown.stabilizationWindowSeconds, metadata.name).toBe(300);
        expect.soft(spec.metrics[0].resource.name, metadata.name).toBe('cpu');
      }
    });

    test('by the length of a queue where work comes from one, with a number for when nobody can count', () => {
      expect(scaled.map(({ metadata }) => metadata.name)).toEqual(['notification', 'reporting']);
      for (const { metadata, spec } of scaled) {
        expect(spec.triggers[0].metadata.queueName).toBe(`cf.${metadata.name}.v1`);
        expect(spec.triggers[0].authenticationRef.name).toBe(
          theOne(all, 'TriggerAuthentication', 'rabbitmq').metadata.name,
        );
        expect(spec.fallback.replicas).toBeGreaterThanOrEqual(2);
        expect(spec.minReplicaCount).toBeGreaterThanOrEqual(2);
      }
    });

    test('each service by one of the two', () => {
      const targets = [...hpas, ...scaled].map(({ spec }) => spec.scaleTargetRef.name);
      expect(targets.sort()).toEqual(SERVICES);
    });
  });

  describe.each(WITH_DATABASE)('the migration of %s', (name) => {
    const { spec } = kustomize ? theOne(all, 'Job', `${name}-migration`) : { spec: {} };

    test('is bounded, may fail and come back, and goes away', () => {
      expect(spec).toMatchObject({ backoffLimit: 4, activeDeadlineSeconds: 900, ttlSecondsAfterFinished: 3600 });
      expect(spec.template.spec.restartPolicy).toBe('Never');
    });

    test('runs from the image of the service, as the owner, whom the service does not know', () => {
      const pod = spec.template.spec;
      const service = theOne(all, 'Deployment', name).spec.template.spec;
      for (const { image, env } of containersOf(pod)) {
        expect(image).toBe(service.containers[0].image);
        expect(env[0].valueFrom.secretKeyRef).toEqual({ name: `${name}-owner-1`, key: 'DATABASE_URL' });
      }
      expect(JSON.stringify(service)).not.toContain('-owner-');
    });

    test('gives the role that the service runs as its rows, not its tables', () => {
      const [grant] = spec.template.spec.containers;
      expect(grant.env.at(-1)).toEqual({ name: 'RUNTIME_ROLE', value: `${name}_app` });
      const roles = theOne(all, 'Cluster', 'postgres').spec.managed.roles.map((role: { name: string }) => role.name);
      expect(roles).toEqual(expect.arrayContaining([name, `${name}_app`]));
      expect(theOne(all, 'Database', name).spec.owner).toBe(name);
    });
  });

  test('queues are bound by a job before anybody publishes', () => {
    const { spec } = theOne(all, 'Job', 'topology');
    expect(spec.template.spec.containers[0].args).toEqual(['src/topology.ts']);
    expect(readFileSync(new URL('../../tools/src/topology.ts', import.meta.url), 'utf8')).toContain('declareTopology');
  });

  test('metrics are read from the second port of every service', () => {
    const { spec } = theOne(all, 'ServiceMonitor', 'campus-food');
    expect(spec.endpoints[0].port).toBe('metrics');
    for (const name of SERVICES)
      expect(theOne(all, 'Service', name).metadata.labels).toMatchObject(spec.selector.matchLabels);
  });
});
