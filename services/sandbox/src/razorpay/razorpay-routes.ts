import { Router } from 'express';
import type { Sandbox } from '../sandbox.ts';
import { authenticate } from './authenticate.ts';
import { orderRoutes } from './order-routes.ts';
import { paymentRoutes } from './payment-routes.ts';
import { refundRoutes } from './refund-routes.ts';

export function razorpayRoutes(sandbox: Sandbox): Router {
  return Router({ caseSensitive: true })
    .use(authenticate(sandbox.config))
    .use(orderRoutes(sandbox))
    .use(paymentRoutes(sandbox))
    .use(refundRoutes(sandbox));
}
