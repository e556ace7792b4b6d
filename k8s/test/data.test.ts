import { describe, expect, test } from 'vitest';
import { SERVICES, theOne, WITH_DATABASE } from './support/ours.ts';
import { kustomize, renderOverlay } from './support/render-overlay.ts';

describe.skipIf(!kustomize)('the data layer of production', () => {
  const all = kustomize ? renderOverlay('overlays/production') : [];

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
});
