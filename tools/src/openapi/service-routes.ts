import { ownRoutes } from '../../../gateway/src/own-routes.ts';
import { authRoutes } from '../../../services/auth/src/http/auth-routes.ts';
import { catalogRoutes } from '../../../services/catalog/src/http/catalog-routes.ts';
import { serviceRoutes as notificationRoutes } from '../../../services/notification/src/http/routes.ts';
import { configRoutes } from '../../../services/ordering/src/http/config-routes.ts';
import { deliveryRoutes } from '../../../services/ordering/src/http/delivery-routes.ts';
import { orderRoutes } from '../../../services/ordering/src/http/order-routes.ts';
import { staffOrderRoutes } from '../../../services/ordering/src/http/staff-order-routes.ts';
import { adminPaymentRoutes } from '../../../services/payment/src/http/admin-payment-routes.ts';
import { paymentRoutes } from '../../../services/payment/src/http/payment-routes.ts';
import { webhookRoutes } from '../../../services/payment/src/http/webhook-routes.ts';
import { kitchenStreamRoute } from '../../../services/realtime/src/kitchen-stream.ts';
import { reportRoutes } from '../../../services/reporting/src/http/report-routes.ts';

export type Route = ReturnType<typeof authRoutes>[number];

// Declaring a route touches nothing; a factory that did would fail here.
const inert = {} as never;

/** The routes of every process as it mounts them, without `/internal`, which the gateway leads nobody to. */
export const SERVICE_ROUTES: Record<string, Route[]> = {
  auth: authRoutes(inert),
  catalog: catalogRoutes(inert),
  ordering: [...orderRoutes(inert), ...staffOrderRoutes(inert), ...deliveryRoutes(inert), ...configRoutes(inert)],
  payment: [...paymentRoutes(inert, inert), ...webhookRoutes(inert), ...adminPaymentRoutes(inert)],
  notification: notificationRoutes(inert),
  reporting: reportRoutes(inert),
  realtime: [kitchenStreamRoute(inert)],
  gateway: ownRoutes(inert),
};

/** Every public route with the service it belongs to. */
export const publicRoutes = Object.entries(SERVICE_ROUTES).flatMap(([service, routes]) =>
  routes.filter(({ path }) => !path.startsWith('/internal/')).map((route) => ({ service, route })),
);
