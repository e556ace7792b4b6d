import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';
import { atEnd } from './at-end.ts';

export interface TcpProxy {
  /** The target's address with the proxy in its place. */
  url: string;
  /** Resets all connections; new ones are let through. */
  cut(): void;
  /** Resets all connections and every new one, as a network that is away, until `resume`. */
  unplug(): void;
  /** Holds back what clients send, such as the acks of a consumer; answers still pass. What is held is lost with a `cut`. */
  pauseToServer(): void;
  /** Delivers what was held and lets everything pass again. */
  resume(): void;
}

/** A loopback proxy in front of a server, to fail the network between a service and the server. Gone at the end of the file. */
export async function startTcpProxy(targetUrl: string): Promise<TcpProxy> {
  const target = new URL(targetUrl);
  const clients = new Set<Socket>();
  const state = { paused: false, unplugged: false };
  const server = createServer((client) => {
    if (state.unplugged) return void client.resetAndDestroy();
    const upstream = connect(Number(target.port), target.hostname);
    clients.add(client);
    if (state.paused) client.pause();
    client.on('data', (chunk) => upstream.write(chunk));
    upstream.on('data', (chunk) => client.write(chunk));
    for (const [socket, other] of [
      [client, upstream],
      [upstream, client],
    ] as const) {
      socket.on('error', () => other.destroy());
      socket.on('close', () => other.destroy());
    }
    client.on('close', () => clients.delete(client));
  });
  await once(server.listen(0, '127.0.0.1'), 'listening');
  const cut = () => {
    for (const client of clients) client.resetAndDestroy();
  };
  atEnd(async () => {
    cut();
    server.close();
  });
  return {
    url: withPort(target, (server.address() as AddressInfo).port),
    cut,
    unplug() {
      state.unplugged = true;
      cut();
    },
    pauseToServer() {
      state.paused = true;
      for (const client of clients) client.pause();
    },
    resume() {
      state.paused = false;
      state.unplugged = false;
      for (const client of clients) client.resume();
    },
  };
}

function withPort(target: URL, port: number): string {
  const address = new URL(target);
  address.hostname = '127.0.0.1';
  address.port = String(port);
  return address.href;
}
