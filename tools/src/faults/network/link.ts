import { once } from 'node:events';
import { connect, createServer, type Socket } from 'node:net';
import { carry } from './carry.ts';
import { openSky, type Weather } from './weather.ts';

/** Where a link leads to: one of several replicas, or a server. */
export interface Upstream {
  port: number;
  /** Whether it says that it is ready; new connections go only to those. */
  isReady(): boolean;
}

/** A loopback address in front of a server or of the replicas of a service, and the network between. */
export interface Link {
  name: string;
  port: number;
  leadTo(upstreams: Upstream[]): void;
  change(weather: Weather): void;
  /** Resets all open connections; new ones are let through. */
  cut(): void;
  connections(): number;
  close(): void;
}

/**
 * New connections go to the ready upstreams in turn; one that refuses is passed over for the next, as `option redispatch` of haproxy
 * does: nothing was sent yet. Open connections stay where they are.
 */
export async function openLink(name: string, port: number): Promise<Link> {
  const sky = openSky();
  const clients = new Set<Socket>();
  const route: { upstreams: Upstream[]; turn: number } = { upstreams: [], turn: 0 };

  const server = createServer({ allowHalfOpen: true, pauseOnConnect: true, noDelay: true }, (client) => {
    client.on('error', () => undefined);
    if (sky.weather().kind === 'refusing') return void client.resetAndDestroy();
    clients.add(client);
    client.once('close', () => clients.delete(client));
    void join(client, inTurn());
  });
  const inTurn = () => {
    const ready = route.upstreams.filter((upstream) => upstream.isReady());
    route.turn += 1;
    const first = route.turn % Math.max(1, ready.length);
    return [...ready.slice(first), ...ready.slice(0, first)];
  };
  const join = async (client: Socket, upstreams: Upstream[]) => {
    for (const { port: target } of upstreams) {
      const replica = await reach(target);
      if (!replica) continue;
      if (client.destroyed) return void replica.destroy();
      carry({ from: client, to: replica, sky, carries: 'questions' });
      carry({ from: replica, to: client, sky, carries: 'answers' });
      return void client.resume();
    }
    client.resetAndDestroy();
  };
  const cut = () => {
    for (const client of clients) client.resetAndDestroy();
  };

  await once(server.listen(port, '127.0.0.1'), 'listening');
  return {
    name,
    port,
    leadTo: (upstreams) => void Object.assign(route, { upstreams }),
    change(weather) {
      sky.change(weather);
      if (weather.kind === 'refusing') cut();
    },
    cut,
    connections: () => clients.size,
    close() {
      server.close();
      cut();
    },
  };
}

function reach(port: number): Promise<Socket | undefined> {
  return new Promise((resolve) => {
    const socket = connect({ host: '127.0.0.1', port, noDelay: true, allowHalfOpen: true });
    socket.once('connect', () => resolve(socket));
    socket.on('error', () => resolve(undefined));
  });
}
