import { notFound } from '@campus/errors/app-error';
import { errorHandler, unknownRoute } from '@campus/http/error-answer';
import { requestTrace } from '@campus/http/request-trace';
import type { Logger } from '@campus/logger/logger';
import express, { type Express, type RequestHandler } from 'express';
import type { Admit } from './admission.ts';
import { browserRules } from './browser-rules.ts';
import { mountContract } from './docs/contract-doors.ts';
import { findRoute } from './find-route.ts';
import type { PlatformHealth } from './health.ts';
import type { ServiceProxy } from './proxy.ts';

export interface AppOptions {
  admit: Admit;
  proxy: ServiceProxy;
  allowedOrigins: string[];
  /** The portal's pages and files. */
  portal: RequestHandler;
  health(): Promise<PlatformHealth>;
  isDraining(): boolean;
  logger: Logger;
}

/** Everything a request passes on its way: id, browser rules, route, admission, proxy. */
export function createApp({ admit, proxy, allowedOrigins, portal, health, isDraining, logger }: AppOptions): Express {
  const app = express()
    .disable('x-powered-by')
    .disable('etag')
    .enable('case sensitive routing')
    .enable('strict routing');
  app.use(requestTrace(logger), (_request, response, next) => {
    if (isDraining()) response.set('Connection', 'close');
    response.set('Cache-Control', 'no-store');
    next();
  });
  app.use(...browserRules(allowedOrigins));

  app.get('/health', async (_request, response) => {
    const state = await health();
    const unwell = isDraining() || state.status === 'unhealthy';
    response
      .status(unwell ? 503 : 200)
      .set('Cache-Control', 'no-store')
      .json(state);
  });
  app.get('/health/live', (_request, response) => void response.json({ status: 'alive' }));
  // This process alone: a service that is down must not take the gateways out of the balancer.
  app.get('/health/gateway', (_request, response) => {
    response.status(isDraining() ? 503 : 200).json({ status: isDraining() ? 'not ready' : 'ready' });
  });

  mountContract(app);
  app.use(portal);
  app.use(async (request, response) => {
    const route = findRoute(request.originalUrl);
    if (!route || route.door === 'socket') throw notFound('Route');
    await admit(route, request);
    await proxy.forward(route, request, response);
  });
  app.use(unknownRoute, errorHandler(logger));
  return app;
}
