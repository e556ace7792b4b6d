import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { routes } from '../../gateway/src/routes.ts';
import { containersOf, ofKind, podsOf, SERVICES, theOne, WITH_DATABASE } from './support/ours.ts';
import { kustomize, renderOverlay } from './support/render-overlay.ts';

const SENSITIVE = /SECRET|PASSWORD|TOKEN|PEPPER|_KEY$|KEY_ID|DATABASE_URL|REDIS_URL|RABBITMQ_URL|ACCOUNT_SID/;

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

  describe('the edge', () => {
    const route = (name: string) => theOne(all, 'HTTPRoute', name).spec;

    test('speaks TLS with a certificate of cert-manager', () => {
      const { metadata, spec } = theOne(all, 'Gateway', 'public');
      const issuer = metadata.annotations?.['cert-manager.io/issuer'] ?? '';
      expect(theOne(all, 'Issuer', issuer).spec.acme.server).toMatch(/^https:/);
      const https = spec.listeners.find(({ protocol }: { protocol: string }) => protocol === 'HTTPS');
      expect(https.tls.certificateRefs[0].name).toBe('public-tls');
    });

    test('lets exactly the sockets and streams of the gateway live without end, and nothing else longer than 30 s', () => {
      const endless = routes
        .filter(({ door }) => door)
        .map(({ path }) => path.replace(/\/:.*/, '').replace(/\/orders$/, ''));
      const [streams] = route('streams').rules;
      const open = streams.matches.map(({ path }: { path: { value: string } }) => path.value);
      expect(open.sort()).toEqual(endless.sort());
      expect(streams.timeouts.request).toBe('0s');
      expect(route('everything').rules[0].timeouts.request).toBe('30s');
    });

    test('leads to https from pages only: a call with a token in the clear finds nothing', () => {
      const [rule] = route('to-https').rules;
      expect(rule.matches.map(({ path }: { path: { value: string } }) => path.value)).toEqual(['/', '/kitchen']);
      expect(rule.matches[0].path.type).toBe('Exact');
      expect(rule.backendRefs).toBeUndefined();
      const plain = ofKind(all, 'HTTPRoute').filter(({ spec }) => spec.parentRefs[0].sectionName === 'http');
      expect(plain).toHaveLength(1);
    });

    test('reaches the gateway and nothing else', () => {
      const backends = ofKind(all, 'HTTPRoute').flatMap(({ spec }) =>
        spec.rules.flatMap((rule: { backendRefs?: object[] }) => rule.backendRefs ?? []),
      );
      for (const backend of backends) expect(backend).toEqual({ name: 'gateway', port: 8000 });
    });
  });

  describe('secrets', () => {
    const external = ofKind(all, 'ExternalSecret');
    const keysOf = (target: string): string[] =>
      external
        .filter(({ spec }) => spec.target.name === target)
        .flatMap(({ spec }) => spec.data.map(({ secretKey }: { secretKey: string }) => secretKey));

    test('lie in no manifest', () => {
      expect(ofKind(all, 'Secret')).toEqual([]);
      for (const { metadata, data } of ofKind(all, 'ConfigMap'))
        for (const key of Object.keys(data).filter((name) => name !== 'JWT_PRIVATE_KEYS_FILE'))
          expect.soft(key, metadata.name).not.toMatch(SENSITIVE);
    });

    test.each(SERVICES)('%s gets its own, by reference, all of them and no other', (name) => {
      const [app] = theOne(all, 'Deployment', name).spec.template.spec.containers;
      const used = app.env.map(
        (entry: { name: string; valueFrom: { secretKeyRef: { name: string; key: string } } }) => {
          expect(entry.valueFrom.secretKeyRef).toEqual({ name: `${name}-1`, key: entry.name });
          return entry.name;
        },
      );
      expect(used.sort()).toEqual(keysOf(`${name}-1`).sort());
    });

    test('change by a new name, so that pods roll', () => {
      for (const { metadata, spec } of external.filter(({ spec }) => /-\d+$/.test(spec.target.name)))
        expect.soft(spec.target.immutable, metadata.name).toBe(true);
    });

    test('the signing keys are in auth alone', () => {
      const holders = podsOf(all).filter(({ spec }) => JSON.stringify(spec.volumes ?? []).includes('auth-keys'));
      expect(holders.map(({ owner }) => owner)).toEqual(['auth']);
      const elsewhere = external.filter(({ metadata }) => metadata.name !== 'auth-keys');
      expect(JSON.stringify(elsewhere)).not.toContain('jwt-keys');
    });

    test('of certificates only the public half is mounted', () => {
      for (const { owner, spec } of podsOf(all))
        for (const volume of spec.volumes ?? [])
          for (const { secret } of volume.projected?.sources ?? [])
            expect
              .soft(
                secret.items.map(({ key }: { key: string }) => key),
                owner,
              )
              .toEqual(['ca.crt']);
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

  test('PostgreSQL is three, loses no commit with one of them, and is kept outside every night', () => {
    const { spec } = theOne(all, 'Cluster', 'postgres');
    expect(spec.instances).toBe(3);
    expect(spec.postgresql.synchronous).toEqual({ method: 'any', number: 1 });
    const [archive] = spec.plugins;
    expect(archive.isWALArchiver).toBe(true);
    expect(theOne(all, 'ObjectStore', archive.parameters.barmanObjectName).spec.configuration.destinationPath).toMatch(
      /^s3:/,
    );
    expect(theOne(all, 'ScheduledBackup', 'postgres-nightly').spec.cluster.name).toBe('postgres');
    for (const role of spec.managed.roles)
      expect(theOne(all, 'ExternalSecret', role.passwordSecret.name).spec.target.template.type).toBe(
        'kubernetes.io/basic-auth',
      );
  });

  test('PostgreSQL has connections for all replicas at once', () => {
    const { spec } = theOne(all, 'Cluster', 'postgres');
    const poolsOfReplica = 8;
    expect(WITH_DATABASE.length * 6 * poolsOfReplica).toBeLessThan(Number(spec.postgresql.parameters.max_connections));
  });

  test('RabbitMQ is three, stops its minority, speaks TLS only and keeps its head above water', () => {
    const { spec } = theOne(all, 'RabbitmqCluster', 'rabbitmq');
    expect(spec.replicas).toBe(3);
    expect(spec.tls.disableNonTLSListeners).toBe(true);
    for (const line of ['pause_minority', 'vm_memory_high_watermark', 'disk_free_limit', 'default_queue_type = quorum'])
      expect(spec.rabbitmq.additionalConfig).toContain(line);
    expect(theOne(all, 'PodDisruptionBudget', 'rabbitmq').spec.maxUnavailable).toBe(1);
    expect(theOne(all, 'Policy', 'delivery-limit').spec.definition).toHaveProperty('delivery-limit');
  });

  test.each(SERVICES)('%s has a user of its own at the broker, with its own queues', (name) => {
    expect(theOne(all, 'User', name).spec.importCredentialsSecret.name).toBe(`rabbitmq-${name}`);
    const { configure, write, read } = theOne(all, 'Permission', name).spec.permissions;
    for (const other of SERVICES.filter((service) => service !== name))
      for (const pattern of [configure, write, read])
        expect.soft(new RegExp(pattern).test(`cf.${other}.v1`), `${name} at ${other}`).toBe(false);
    for (const pattern of [configure, write, read]) expect(new RegExp(pattern).test(`cf.${name}.v1`)).toBe(true);
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
