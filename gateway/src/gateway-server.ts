import { setTimeout as sleep } from 'node:timers/promises';
import { listener } from '@campus/http/server';
import type { Part } from '@campus/lifecycle/run';
import type { Logger } from '@campus/logger/logger';
import { type AppOptions, createApp } from './app.ts';
import type { SocketDoor } from './socket-door.ts';

export interface GatewayServerOptions extends Omit<AppOptions, 'isDraining'> {
  host: string;
  port: number;
  socketDoor: SocketDoor;
  drainMs: number;
  /** How long the ending of sockets and streams is spread, so that a campus does not reconnect in one second; 10 s in production. */
  spreadMs: number;
  logger: Logger;
}

/** The listening server. Stop: say "not ready", go on for `drainMs` so that balancers notice, then end sockets, streams and requests (F7). */
export function gatewayServer({ host, port, socketDoor, drainMs, spreadMs, ...options }: GatewayServerOptions): Part {
  const state = { draining: false };
  const app = createApp({ ...options, isDraining: () => state.draining });
  const { server, start, close } = listener(app, { host, port, logger: options.logger });
  Object.assign(server, { shouldUpgradeCallback: socketDoor.isSocket });
  server.on('upgrade', socketDoor.upgrade);

  return {
    name: 'http server',
    start,
    async stop() {
      state.draining = true;
      await sleep(drainMs);
      const closed = close();
      await Promise.all([socketDoor.closeAll(spreadMs), options.proxy.endStreams(spreadMs)]);
      await closed;
      await options.proxy.close();
    },
  };
}
