import type { KubernetesObject } from './kubernetes-object.ts';

export const SERVICES = ['auth', 'catalog', 'gateway', 'notification', 'ordering', 'payment', 'realtime', 'reporting'];
export const WITH_DATABASE = ['auth', 'catalog', 'notification', 'ordering', 'payment', 'reporting'];

export const ofKind = (objects: KubernetesObject[], kind: string) => objects.filter((object) => object.kind === kind);

/** The one object of this kind and name. Throws when there is none, or more. */
export function theOne(objects: KubernetesObject[], kind: string, name: string): KubernetesObject {
  const found = objects.filter((object) => object.kind === kind && object.metadata.name === name);
  if (found.length !== 1 || !found[0]) throw new Error(`${found.length} objects ${kind}/${name}`);
  return found[0];
}

/** Every pod that we write ourselves, whatever makes it. */
export function podsOf(objects: KubernetesObject[]): { owner: string; kind: string; spec: KubernetesObject['spec'] }[] {
  return objects
    .filter(({ kind }) => ['Deployment', 'StatefulSet', 'Job'].includes(kind))
    .map(({ kind, metadata, spec }) => ({ owner: metadata.name, kind, spec: spec.template.spec }));
}

/** All containers of a pod, those that run first among them. */
export function containersOf(pod: KubernetesObject['spec']): KubernetesObject['spec'][] {
  return [...(pod.initContainers ?? []), ...pod.containers];
}
