import { createServer, type Server } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import type { VerifyToken } from '@campus/auth/verify-token';
import type { Part } from '@campus/lifecycle/run';
import type { Logger } from '@campus/logger/logger';
import express, { type Express } from 'express';
import { errorHandler, unknownRoute } from './error-answer.ts';
import { mountHealth } from './health.ts';
import type { HealthChecks } from './health-checks.ts';
import type { AnswerStore } from './keyed-request.ts';
import { liveRoutes } from './live-routes.ts';
import { mount } from './mount.ts';
import { requestTrace } from './request-trace.ts';
import type { Route } from './routes.ts';
import { forNamedHosts, refuseUnreadable } from './unreadable.ts';

export interface HttpServerOptions {
  host: string;
  port: number;
  logger: Logger;
  routes: Route[];
  verifyToken: VerifyToken;
  /** Where answers to commands with an `Idempotency-Key` are kept. */
  answers?: AnswerStore;
  health: HealthChecks;
  /** How long it keeps serving after it said "not ready", so that balancers notice; 5 s in production (F7). */
  drainMs: number;
  /** Proxies in front, so that `request.ip` is the client's address; 0 unless said, and then no header is believed (F10). */
  trustProxy?: number;
}

const CLOSE_DEADLINE_MS = 15_000;
// Without the interval Node looks for slow senders only every 30 s (S33).
const PATIENCE = {
  requestTimeout: 30_000,
  headersTimeout: 10_000,
  keepAliveTimeout: 65_000,
  connectionsCheckingInterval: 2_000,
};

/** A service's HTTP server: health, routes, the error envelope, and a stop that fails no request. */
export function httpServer(options: HttpServerOptions): Part & { server: Server } {
  let draining = false;
  const app = express()
    .disable('x-powered-by')
    .disable('etag')
    .set('trust proxy', options.trustProxy ?? 0);
  app.use(requestTrace(options.logger), (_request, response, next) => {
    if (draining) response.set('Connection', 'close');
    response.set('Cache-Control', 'no-store');
    next();
  });
  mountHealth(app, options.health, () => draining);
  mount(app, options.routes, options);
  app.use(unknownRoute, errorHandler(options.logger));
  const { server, start, close } = listener(app, options);

  return {
    name: 'http server',
    server,
    start,
    async stop() {
      draining = true;
      await sleep(options.drainMs);
      await close();
    },
  };
}

/** A plain HTTP listener with our time limits, for an app that is not made of routes (gateway, sandbox). */
export function listener(app: Express, { host, port, logger }: { host: string; port: number; logger: Logger }) {
  const server = createServer({ ...PATIENCE, requireHostHeader: false }, forNamedHosts(app));
  refuseUnreadable(server);
  // An expectation that we do not know is nobody's business: Node would answer 417 without a body.
  server.on('checkExpectation', forNamedHosts(app));
  return {
    server,
    async start() {
      await new Promise<void>((resolve, reject) => {
        server.once('error', reject);
        server.listen(port, host, resolve);
      });
      // Whoever asks what this process answers finds it here; the tests hold it against the OpenAPI document.
      logger.info({ address: server.address(), routes: liveRoutes(app) }, 'listening');
    },
    async close() {
      const closed = new Promise<void>((resolve) => server.close(() => resolve()));
      // A connection whose request was under way becomes idle later: it is looked for again until all are gone.
      const idle = setInterval(() => server.closeIdleConnections(), 50);
      const deadline = setTimeout(() => server.closeAllConnections(), CLOSE_DEADLINE_MS);
      await closed;
      clearInterval(idle);
      clearTimeout(deadline);
    },
  };
}
