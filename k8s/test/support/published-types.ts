const CORE = 'kubernetes-models';
const OPERATORS = './operator-types.ts';

const PACKAGES: Record<string, string> = {
  v1: `${CORE}/v1`,
  'apps/v1': `${CORE}/apps/v1`,
  'batch/v1': `${CORE}/batch/v1`,
  'policy/v1': `${CORE}/policy/v1`,
  'autoscaling/v2': `${CORE}/autoscaling/v2`,
  'networking.k8s.io/v1': `${CORE}/networking.k8s.io/v1`,
  'scheduling.k8s.io/v1': `${CORE}/scheduling.k8s.io/v1`,
  'gateway.networking.k8s.io/v1': '@kubernetes-models/gateway-api/gateway.networking.k8s.io/v1',
  'cert-manager.io/v1': '@kubernetes-models/cert-manager/cert-manager.io/v1',
  'external-secrets.io/v1': '@kubernetes-models/external-secrets/external-secrets.io/v1',
  'keda.sh/v1alpha1': '@kubernetes-models/keda/keda.sh/v1alpha1',
  'monitoring.coreos.com/v1': '@kubernetes-models/prometheus-operator/monitoring.coreos.com/v1',
  'postgresql.cnpg.io/v1': OPERATORS,
  'barmancloud.cnpg.io/v1': OPERATORS,
  'rabbitmq.com/v1beta1': OPERATORS,
};

/** Where the type of a kind comes from. Throws for a kind that nobody has published and we have not written down. */
export function publishedType(apiVersion: string, kind: string): { from: string; type: string; hasValidator: boolean } {
  const from = PACKAGES[apiVersion];
  if (!from) throw new Error(`no types for ${apiVersion} ${kind}`);
  const ours = from === OPERATORS;
  return { from, type: ours ? kind : `I${kind}`, hasValidator: !ours };
}
