import { describe, expect, test } from 'vitest';
import { allowedEdges, type Party } from './support/allowed-edges.ts';
import { declaredEdges } from './support/declared-edges.ts';
import { ofKind, theOne } from './support/ours.ts';
import { kustomize, renderOverlay } from './support/render-overlay.ts';

const HOME = 'campus-food';
const NAME = 'app.kubernetes.io/name';

describe.skipIf(!kustomize)('the network of production', () => {
  const all = kustomize ? renderOverlay('overlays/production') : [];
  const parties: Party[] = [
    ...[
      ...ofKind(all, 'Deployment'),
      ...ofKind(all, 'StatefulSet'),
      ...ofKind(all, 'Job').filter(({ metadata }) => metadata.name !== 'topology'),
    ].map(({ metadata, spec }) => ({
      name: metadata.name,
      namespace: HOME,
      labels: spec.template.metadata.labels,
      ports: Object.fromEntries(
        (spec.template.spec.containers[0].ports ?? []).map((port: { name: string; containerPort: number }) => [
          port.name,
          port.containerPort,
        ]),
      ),
    })),
    ours('operator', kustomize ? theOne(all, 'Job', 'topology').spec.template.metadata.labels : {}),
    // The pods that the operators make, with the labels they document.
    ours('postgres', { 'cnpg.io/cluster': 'postgres', 'cnpg.io/podRole': 'instance' }),
    ours('rabbitmq', { [NAME]: 'rabbitmq', 'app.kubernetes.io/component': 'rabbitmq' }),
    ours('stranger', { [NAME]: 'stranger' }),
    theirs('edge', 'envoy-gateway-system', { [NAME]: 'envoy' }),
    theirs('prometheus', 'monitoring', { [NAME]: 'prometheus' }),
    theirs('collector', 'monitoring', { [NAME]: 'opentelemetry-collector' }),
    theirs('grafana', 'monitoring', { [NAME]: 'grafana' }),
    theirs('keda', 'keda', {}),
    theirs('cnpg', 'cnpg-system', {}),
    theirs('rabbitmq-operator', 'rabbitmq-system', {}),
    theirs('somebody', 'default', { [NAME]: 'gateway', 'app.kubernetes.io/component': 'service' }),
    { ...theirs('outside', 'internet', {}), address: '203.0.113.7' },
    { ...theirs('metadata-service', 'cloud', {}), address: '169.254.169.254' },
    { ...theirs('neighbour', 'cloud', {}), address: '10.0.0.7' },
  ];
  const ports = [
    80, 443, 4318, 4369, 5432, 5671, 5672, 6379, 6443, 8000, 8101, 8102, 8103, 8104, 8105, 8106, 8107, 9187, 9464,
    15671, 15672, 15691, 25672,
  ];
  const innermost = ['metadata-service', 'neighbour'];

  test('lets through exactly what is declared', () => {
    const found = allowedEdges(all, parties, ports).filter(
      (edge) => !innermost.some((name) => edge.includes(`> ${name}:`)),
    );
    expect(found).toEqual(declaredEdges());
  });

  test('opens private addresses to nobody but the two that ask the API server', () => {
    const found = allowedEdges(all, parties, ports).filter((edge) =>
      innermost.some((name) => edge.includes(`> ${name}:`)),
    );
    expect([...new Set(found.map((edge) => edge.split(' ')[0]))].sort()).toEqual(['postgres', 'rabbitmq']);
  });

  test('is closed both ways unless a policy opens it', () => {
    expect(theOne(all, 'NetworkPolicy', 'default-deny').spec).toEqual({
      podSelector: {},
      policyTypes: ['Ingress', 'Egress'],
    });
    const names = theOne(all, 'NetworkPolicy', 'allow-dns').spec;
    expect(names.podSelector).toEqual({});
    expect(names.egress[0].ports.map(({ port }: { port: number }) => port)).toEqual([53, 53]);
  });

  test('an opened door is found', () => {
    const open = structuredClone(all);
    theOne(open, 'NetworkPolicy', 'payment').spec.ingress[0].from.push({ podSelector: {} });
    theOne(open, 'NetworkPolicy', 'default-deny').spec.egress = [{}];
    const found = allowedEdges(open, parties, ports);
    expect(found).toContain('stranger > payment:8104');
    expect(found.length).toBeGreaterThan(declaredEdges().length);
  });
});

function ours(name: string, labels: Record<string, string>): Party {
  return { name, namespace: HOME, labels, ports: {} };
}

function theirs(name: string, namespace: string, labels: Record<string, string>): Party {
  return { name, namespace, labels, ports: {} };
}
