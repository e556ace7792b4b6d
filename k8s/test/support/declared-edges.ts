import { SERVICES, WITH_DATABASE } from './ours.ts';

/** Who may open a connection to whom, on which port: the picture of the README, as data. `outside` is the internet. */
const CALLS: Record<string, Record<string, number>> = {
  gateway: {
    auth: 8101,
    catalog: 8102,
    ordering: 8103,
    payment: 8104,
    notification: 8105,
    reporting: 8106,
    realtime: 8107,
  },
  catalog: { auth: 8101, outside: 443 },
  ordering: { auth: 8101, payment: 8104 },
  payment: { auth: 8101, outside: 443 },
  notification: { auth: 8101, outside: 443 },
  reporting: { auth: 8101 },
  realtime: { auth: 8101, ordering: 8103 },
  operator: { gateway: 8000, postgres: 5432, rabbitmq: 5671, redis: 6379 },
  edge: { gateway: 8000 },
};
const WITH_REDIS = ['auth', 'gateway', 'realtime'];

/** Every declared edge as `from > to:port`. */
export function declaredEdges(): string[] {
  const edges = Object.entries(CALLS).flatMap(([from, targets]) =>
    Object.entries(targets).map(([to, port]) => `${from} > ${to}:${port}`),
  );
  for (const name of SERVICES)
    edges.push(`${name} > rabbitmq:5671`, `${name} > collector:4318`, `prometheus > ${name}:9464`);
  for (const name of WITH_DATABASE) edges.push(`${name} > postgres:5432`, `${name}-migration > postgres:5432`);
  for (const name of WITH_REDIS) edges.push(`${name} > redis:6379`);
  edges.push(
    'postgres > postgres:5432',
    'postgres > postgres:8000',
    'rabbitmq > rabbitmq:4369',
    'rabbitmq > rabbitmq:25672',
  );
  edges.push('prometheus > postgres:9187', 'prometheus > rabbitmq:15691', 'keda > rabbitmq:5671');
  edges.push('cnpg > postgres:5432', 'cnpg > postgres:8000', 'rabbitmq-operator > rabbitmq:15671');
  edges.push('postgres > outside:443', 'postgres > outside:6443', 'rabbitmq > outside:443', 'rabbitmq > outside:6443');
  return edges.sort();
}
