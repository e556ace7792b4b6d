import express, { type ErrorRequestHandler, type Express, type RequestHandler } from 'express';
import { ZodError, z } from 'zod';
import { controlRoutes } from './control/control-routes.ts';
import { inboxRoutes } from './control/inbox-routes.ts';
import { razorpayControlRoutes } from './control/razorpay-control-routes.ts';
import { webhookControlRoutes } from './control/webhook-control-routes.ts';
import { injectFaults } from './faults/inject-faults.ts';
import { sendRoute } from './google/send-route.ts';
import { tokenRoute } from './google/token-route.ts';
import { flowRoute } from './msg91/flow-route.ts';
import { pageRoutes } from './page/page-routes.ts';
import { providerErrorBody, unknownRoute } from './provider-errors.ts';
import { providerOf } from './providers.ts';
import { razorpayRoutes } from './razorpay/razorpay-routes.ts';
import { Refusal } from './refusal.ts';
import { logRequests } from './requests/request-log.ts';
import type { Sandbox } from './sandbox.ts';
import { messageRoutes } from './twilio/message-routes.ts';

/** All providers behind one port; the control plane lives under `/__sandbox` and nowhere else. */
export function createApp(sandbox: Sandbox): Express {
  const app = express().disable('x-powered-by').disable('etag').set('case sensitive routing', true);
  app.use(logRequests(sandbox));
  app.get('/health', (_request, response) => void response.json({ status: 'ok' }));
  app.use(pageRoutes());
  app.use('/__sandbox', express.json({ limit: '1mb', type: '*/*' }));
  app.use('/__sandbox', controlRoutes(sandbox));
  app.use('/__sandbox', inboxRoutes(sandbox));
  app.use('/__sandbox/razorpay', razorpayControlRoutes(sandbox));
  app.use('/__sandbox', webhookControlRoutes(sandbox));

  app.use(express.json({ limit: '1mb' }), express.urlencoded({ limit: '1mb', extended: true }));
  app.use(injectFaults(sandbox));
  app.use(sendRoute(sandbox));
  app.use('/v1', razorpayRoutes(sandbox));
  app.use('/2010-04-01/Accounts', messageRoutes(sandbox));
  app.use(flowRoute(sandbox));
  app.use(tokenRoute(sandbox));

  app.use(answerUnknownRoute);
  app.use(answerErrors(sandbox));
  return app;
}

const answerUnknownRoute: RequestHandler = (request, response) => {
  const { status, body } = unknownRoute(providerOf(request), request);
  response.status(status).send(body);
};

function answerErrors(sandbox: Sandbox): ErrorRequestHandler {
  return (error, request, response, _next) => {
    if (error instanceof Refusal) return void response.status(error.status).set(error.headers).json(error.body);
    if (error instanceof ZodError) return void response.status(400).json({ error: z.prettifyError(error) });
    const status = Number(error?.status) || 500;
    if (status >= 500) sandbox.logger.error({ err: error }, 'the sandbox itself failed');
    response.status(status).json(providerErrorBody(providerOf(request), status));
  };
}
