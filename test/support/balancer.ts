import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll } from 'vitest';

/** A TCP balancer as Kubernetes has one: new connections go to replicas that say they are ready, open ones stay where they are. */
export interface Balancer {
  url: string;
  /** How many connections each replica has now, in the order of the targets. */
  connections(): number[];
}

const PROBE_EVERY_MS = 100;
const PROBE_TIMEOUT_MS = 1_000;

interface Target {
  url: string;
  ready: boolean;
  clients: Set<Socket>;
}

/** Resolves when all replicas are ready. */
export async function startBalancer(urls: string[], readyPath: string): Promise<Balancer> {
  const targets: Target[] = urls.map((url) => ({ url, ready: false, clients: new Set() }));
  const state = { stopped: false, next: 0 };
  const probing = Promise.all(targets.map((target) => probe(target, readyPath, () => state.stopped)));

  const server = createServer((client) => {
    const ready = targets.filter((target) => target.ready);
    const target = ready[state.next % ready.length];
    state.next += 1;
    if (target) join(client, target);
    else client.resetAndDestroy();
  });
  await once(server.listen(0, '127.0.0.1'), 'listening');
  afterAll(async () => {
    state.stopped = true;
    for (const { clients } of targets) for (const client of clients) client.destroy();
    server.close();
    await probing;
  });
  while (!targets.every(({ ready }) => ready)) await sleep(20);
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    connections: () => targets.map(({ clients }) => clients.size),
  };
}

async function probe(target: Target, readyPath: string, isStopped: () => boolean): Promise<void> {
  while (!isStopped()) {
    target.ready = await fetch(target.url + readyPath, { signal: AbortSignal.timeout(PROBE_TIMEOUT_MS) }).then(
      async (response) => {
        await response.arrayBuffer();
        return response.ok;
      },
      () => false,
    );
    await sleep(PROBE_EVERY_MS);
  }
}

// An end on one side is an end on the other, a reset a reset: what the replica did is what the client sees.
function join(client: Socket, { url, clients }: Target): void {
  const { hostname, port } = new URL(url);
  const replica = connect({ host: hostname, port: Number(port), noDelay: true, allowHalfOpen: true });
  client.setNoDelay(true);
  clients.add(client);
  client.once('close', () => clients.delete(client));
  client.pipe(replica);
  replica.pipe(client);
  for (const [socket, other] of [
    [client, replica],
    [replica, client],
  ] as const) {
    socket.on('error', () => other.resetAndDestroy());
    socket.once('close', () => other.destroy());
  }
}
