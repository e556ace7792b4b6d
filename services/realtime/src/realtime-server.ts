import { setTimeout as sleep } from 'node:timers/promises';
import { type HttpServerOptions, httpServer } from '@campus/http/server';
import type { Part } from '@campus/lifecycle/run';
import { createOrderSockets } from './order-socket.ts';
import { createSocketIo, type SocketIoOptions } from './socket-io.ts';
import { routeUpgrades } from './upgrades.ts';

export interface RealtimeServerOptions {
  http: HttpServerOptions;
  sockets: SocketIoOptions;
  allowedOrigins: string[];
  /** How long the ending of sockets is spread at a stop, so that a campus does not reconnect in one second; 10 s in production. */
  spreadMs: number;
}

/** All doors on one port. Stop: not ready, wait, then every socket is asked to connect again, to another replica (F7). */
export function realtimeServer({ http, sockets, allowedOrigins, spreadMs }: RealtimeServerOptions): Part {
  const server = httpServer(http);
  const socketIo = createSocketIo(sockets);
  const orderSockets = createOrderSockets(sockets);
  routeUpgrades(server.server, { allowedOrigins, orderSockets, socketIo, logger: http.logger });
  return {
    name: 'doors',
    start: server.start,
    async stop() {
      const closed = server.stop();
      await sleep(http.drainMs);
      await sockets.sessions.endAll(spreadMs);
      orderSockets.close();
      socketIo.close();
      await closed;
    },
  };
}
