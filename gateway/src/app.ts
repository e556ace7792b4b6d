import type { VerifyToken } from '@campus/auth/verify-token';
import { notFound } from '@campus/errors/app-error';
import { errorHandler, unknownRoute } from '@campus/http/error-answer';
import { mount } from '@campus/http/mount';
import { requestTrace } from '@campus/http/request-trace';
import type { Logger } from '@campus/logger/logger';
import express, { type Express, type RequestHandler } from 'express';
import type { Admit } from './admission.ts';
import { browserRules } from './browser-rules.ts';
import { mountReferencePage } from './docs/reference-page.ts';
import { findRoute } from './find-route.ts';
import { type OwnDoors, ownRoutes } from './own-routes.ts';
import type { ServiceProxy } from './proxy.ts';

export interface AppOptions extends OwnDoors {
  admit: Admit;
  verifyToken: VerifyToken;
  proxy: ServiceProxy;
  allowedOrigins: string[];
  /** The portal's pages and files. */
  portal: RequestHandler;
  logger: Logger;
}

/** Everything a request passes on its way: id, browser rules, route, admission, proxy. */
export function createApp({ admit, verifyToken, proxy, allowedOrigins, portal, logger, ...own }: AppOptions): Express {
  const app = express()
    .disable('x-powered-by')
    .disable('etag')
    .enable('case sensitive routing')
    .enable('strict routing');
  app.use(requestTrace(logger), (_request, response, next) => {
    if (own.isDraining()) response.set('Connection', 'close');
    response.set('Cache-Control', 'no-store');
    next();
  });
  app.use(browserRules(allowedOrigins));

  mount(app, ownRoutes(own), { verifyToken });
  mountReferencePage(app);
  app.use(async (request, response, next) => {
    const route = findRoute(request.originalUrl);
    if (!route) return next();
    if (route.door === 'socket') throw notFound('Route');
    response.locals.route = route.path;
    response.locals.caller = await admit(route, request);
    await proxy.forward(route, request, response);
  });
  app.use(portal, unknownRoute, errorHandler(logger));
  return app;
}
