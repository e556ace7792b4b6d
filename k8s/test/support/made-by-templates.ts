import type { KubernetesObject } from './kubernetes-object.ts';

const PER_SERVICE = [
  'Deployment',
  'Service',
  'ServiceAccount',
  'PodDisruptionBudget',
  'HorizontalPodAutoscaler',
  'NetworkPolicy',
  'Job',
];
const COMPONENTS = ['service', 'migration'];

/** Whether the chart makes this object from its values, once per service; the rest it carries as files. */
export function madeByTemplates({ kind, metadata }: KubernetesObject): boolean {
  if (kind === 'ConfigMap') return true;
  return PER_SERVICE.includes(kind) && COMPONENTS.includes(metadata.labels?.['app.kubernetes.io/component'] ?? '');
}
