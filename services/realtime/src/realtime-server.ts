import { setTimeout as sleep } from 'node:timers/promises';
import { type HttpServerOptions, httpServer } from '@campus/http/server';
import type { Part } from '@campus/lifecycle/run';
import { createOrderSockets, type OrderSocketOptions } from './order-socket.ts';
import { createSocketIo } from './socket-io.ts';
import { routeUpgrades } from './upgrades.ts';

export interface RealtimeServerOptions {
  http: HttpServerOptions;
  sockets: OrderSocketOptions;
  allowedOrigins: string[];
}

/** All doors on one port. Stop: not ready, wait, then every socket is asked to connect again, to another replica (F7). */
export function realtimeServer({ http, sockets, allowedOrigins }: RealtimeServerOptions): Part {
  const server = httpServer(http);
  const socketIo = createSocketIo(sockets);
  routeUpgrades(server.server, { allowedOrigins, orderSockets: createOrderSockets(sockets), socketIo });
  return {
    name: 'doors',
    start: server.start,
    async stop() {
      const closed = server.stop();
      await sleep(http.drainMs);
      sockets.sessions.endAll();
      socketIo.close();
      await closed;
    },
  };
}
