import { once } from 'node:events';
import { createServer, type RequestListener } from 'node:http';
import type { Part } from '@campus/lifecycle/run';

export interface HttpPart extends Part {
  /** The bound port; differs from the asked one when that was 0. */
  port(): number;
}

/** One clear-text server for all providers. Stops at once: a request held open by a `timeout` fault must not hold up the end. */
export function createHttpPart(listener: RequestListener, address: { host: string; port: number }): HttpPart {
  const server = createServer(listener);
  return {
    name: 'http',
    async start() {
      server.listen(address.port, address.host);
      await once(server, 'listening');
    },
    async stop() {
      server.close();
      server.closeAllConnections();
    },
    port() {
      const bound = server.address();
      return typeof bound === 'object' && bound ? bound.port : address.port;
    },
  };
}
