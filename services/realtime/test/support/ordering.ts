import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { OrderView } from '@campus/contracts/order-state';
import { atEnd } from '@campus/testing/at-end';

export interface FakeOrdering {
  url: string;
  /** What it knows: the order's view and who may see it at the customer's route. */
  orders: Map<string, OrderView>;
  requests: { method: string; path: string; authorization: string | undefined }[];
  /** Awaited before each answer. */
  pause: { until: Promise<unknown> };
  /** The status it answers with instead, as when it or its database is away. */
  failWith: number | undefined;
  stop(): void;
}

const PATH = /^\/api\/v1\/(admin\/|delivery\/)?orders\/([\w-]+)$/;

/** Stands in for ordering: knows orders by id, shows a customer only own ones, and takes acknowledgements. */
export async function fakeOrdering(): Promise<FakeOrdering> {
  const fake: FakeOrdering = {
    url: '',
    orders: new Map(),
    requests: [],
    pause: { until: Promise.resolve() },
    failWith: undefined,
    stop() {
      server.closeAllConnections();
      server.close();
    },
  };
  const server = createServer(async ({ method = '', url: path = '', headers: { authorization } }, response) => {
    fake.requests.push({ method, path, authorization });
    const answer = answerTo(fake, { path, userId: subjectOf(authorization) });
    await fake.pause.until;
    response.writeHead(answer.status, { 'content-type': 'application/json' }).end(JSON.stringify(answer.body));
  });
  await once(server.listen(0, '127.0.0.1'), 'listening');
  atEnd(async () => fake.stop());
  fake.url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return fake;
}

function answerTo({ orders, failWith }: FakeOrdering, { path, userId }: { path: string; userId: string }) {
  if (failWith) return { status: failWith, body: {} };
  if (path.endsWith('/acknowledge')) return { status: 200, body: {} };
  const [, door, id = ''] = PATH.exec(path) ?? [];
  const order = orders.get(id);
  const owner = door === 'delivery/' ? order?.assignment?.staff_id : order?.user_id;
  if (order && (door === 'admin/' || owner === userId)) return { status: 200, body: { order } };
  return { status: 404, body: { error: { code: 'NOT_FOUND', message: 'Order not found.' } } };
}

function subjectOf(authorization = ''): string {
  const [, claims = ''] = authorization.split('.');
  return JSON.parse(Buffer.from(claims, 'base64url').toString()).sub;
}
