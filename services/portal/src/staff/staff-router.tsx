import { createRouter } from '@tanstack/react-router';
import { adminRoutes } from './admin/admin-routes.ts';
import { boardRoutes } from './board/board-routes.ts';
import { deliveryRoutes } from './delivery/delivery-routes.ts';
import { menuRoutes } from './menu/menu-routes.ts';
import { peopleRoutes } from './people/people-routes.ts';
import { settingsRoutes } from './settings/settings-routes.ts';
import { rootRoute, type StaffContext } from './shell/root-route.tsx';
import { homeRoute, signedInRoute } from './shell/signed-in-route.tsx';
import { signInRoute } from './sign-in/sign-in-routes.ts';

const routeTree = rootRoute.addChildren([
  signInRoute,
  signedInRoute.addChildren([
    homeRoute,
    ...boardRoutes,
    ...deliveryRoutes,
    ...adminRoutes,
    ...menuRoutes,
    ...peopleRoutes,
    ...settingsRoutes,
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
