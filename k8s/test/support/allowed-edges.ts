import type { KubernetesObject } from './kubernetes-object.ts';
import { ofKind } from './ours.ts';

/** Something that may open or take connections: a pod of ours, or of another namespace, or the world. */
export interface Party {
  name: string;
  namespace: string;
  labels: Record<string, string>;
  /** Named ports. */
  ports: Record<string, number>;
  /** An address instead of a pod. */
  address?: string;
}

interface Rule {
  from?: KubernetesObject['spec'][];
  to?: KubernetesObject['spec'][];
  ports?: { port: number | string }[];
}

const HOME = 'campus-food';

/**
 * Every connection that the policies let through between these parties, as `from > to:port`: the sender's egress and the receiver's
 * ingress must both allow it (a party outside the namespace has no policy of ours). `ports` are tried on every receiver.
 */
export function allowedEdges(objects: KubernetesObject[], parties: Party[], ports: number[]): string[] {
  const policies = ofKind(objects, 'NetworkPolicy');
  const edges: string[] = [];
  for (const from of parties)
    for (const to of parties)
      for (const port of ports) {
        const crosses = from.namespace === HOME || to.namespace === HOME;
        const may = leaves(policies, from, to, port) && enters(policies, from, to, port);
        if (crosses && may) edges.push(`${from.name} > ${to.name}:${port}`);
      }
  return edges.sort();
}

function leaves(policies: KubernetesObject[], from: Party, to: Party, port: number): boolean {
  if (from.namespace !== HOME) return true;
  return policies
    .filter((policy) => concerns(policy, from, 'Egress'))
    .some((policy) => allows(policy.spec.egress ?? [], 'to', to, to, port));
}

function enters(policies: KubernetesObject[], from: Party, to: Party, port: number): boolean {
  if (to.namespace !== HOME) return true;
  return policies
    .filter((policy) => concerns(policy, to, 'Ingress'))
    .some((policy) => allows(policy.spec.ingress ?? [], 'from', from, to, port));
}

function concerns({ spec }: KubernetesObject, party: Party, type: string): boolean {
  return spec.policyTypes.includes(type) && matches(spec.podSelector, party.labels);
}

function allows(rules: Rule[], side: 'from' | 'to', peer: Party, receiver: Party, port: number): boolean {
  return rules.some((rule) => {
    const peers = rule[side];
    const byPeer = !peers || peers.some((selector) => selects(selector, peer));
    const byPort =
      !rule.ports ||
      rule.ports.some((one) => (typeof one.port === 'number' ? one.port : receiver.ports[one.port]) === port);
    return byPeer && byPort;
  });
}

function selects(selector: KubernetesObject['spec'], party: Party): boolean {
  if (selector.ipBlock) return party.address !== undefined && inBlock(selector.ipBlock, party.address);
  if (party.address) return false;
  const space = selector.namespaceSelector;
  const inSpace = space ? matches(space, { 'kubernetes.io/metadata.name': party.namespace }) : party.namespace === HOME;
  return inSpace && matches(selector.podSelector ?? {}, party.labels);
}

function matches(
  { matchLabels = {} }: { matchLabels?: Record<string, string> },
  labels: Record<string, string>,
): boolean {
  return Object.entries(matchLabels).every(([key, value]) => labels[key] === value);
}

function inBlock({ cidr, except = [] }: { cidr: string; except?: string[] }, address: string): boolean {
  return inRange(cidr, address) && !except.some((range) => inRange(range, address));
}

function inRange(cidr: string, address: string): boolean {
  const [base = '', bits = '32'] = cidr.split('/');
  const size = 2 ** (32 - Number(bits));
  return Math.floor(asNumber(base) / size) === Math.floor(asNumber(address) / size);
}

function asNumber(address: string): number {
  return address.split('.').reduce((sum, part) => sum * 256 + Number(part), 0);
}
