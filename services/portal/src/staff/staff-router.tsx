import { createRouter } from '@tanstack/react-router';
import { boardRoutes } from './board/board-routes.ts';
import { deliveryRoutes } from './delivery/delivery-routes.ts';
import { menuRoutes } from './menu/menu-routes.ts';
import { ordersRoutes } from './orders/orders-routes.ts';
import { paymentsRoutes } from './payments/payments-routes.ts';
import { peopleRoutes } from './people/people-routes.ts';
import { reportsRoutes } from './reports/reports-routes.ts';
import { settingsRoutes } from './settings/settings-routes.ts';
import { rootRoute, type StaffContext } from './shell/root-route.tsx';
import { homeRoute, signedInRoute } from './shell/signed-in-route.tsx';
import { signInRoute } from './sign-in/sign-in-routes.ts';
import { statusRoutes } from './status/status-routes.ts';

const routeTree = rootRoute.addChildren([
  signInRoute,
  signedInRoute.addChildren([
    homeRoute,
    ...boardRoutes,
    ...deliveryRoutes,
    ...ordersRoutes,
    ...paymentsRoutes,
    ...reportsRoutes,
    ...menuRoutes,
    ...peopleRoutes,
    ...settingsRoutes,
    ...statusRoutes,
  ]),
]);

export function createStaffRouter(context: StaffContext) {
  return createRouter({
    routeTree,
    context,
    basepath: '/kitchen',
    defaultPreload: 'intent',
    scrollRestoration: true,
  });
}

declare module '@tanstack/react-router' {
  interface Register {
    router: ReturnType<typeof createStaffRouter>;
  }
}
