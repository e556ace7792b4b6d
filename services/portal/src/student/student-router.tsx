import { createRoute, createRouter, lazyRouteComponent, redirect } from '@tanstack/react-router';
import { HomePage } from './home-page.tsx';
import { rootRoute, type StudentContext } from './root-route.tsx';

const home = createRoute({ getParentRoute: () => rootRoute, path: '/', component: HomePage });
/** Everything but the start page is for students who are signed in. */
const signedIn = createRoute({
  getParentRoute: () => rootRoute,
  id: 'signed-in',
  beforeLoad: ({ context: { session } }) => {
    if (!session.state().signIn) throw redirect({ to: '/' });
  },
});
const cart = createRoute({
  getParentRoute: () => signedIn,
  path: '/cart',
  component: lazyRouteComponent(() => import('./cart/cart-page.tsx'), 'CartPage'),
});
const orders = createRoute({
  getParentRoute: () => signedIn,
  path: '/orders',
  component: lazyRouteComponent(() => import('./orders/orders-page.tsx'), 'OrdersPage'),
});
const order = createRoute({
  getParentRoute: () => signedIn,
  path: '/orders/$orderId',
  component: lazyRouteComponent(() => import('./orders/order-page.tsx'), 'OrderPage'),
});
const notifications = createRoute({
  getParentRoute: () => signedIn,
  path: '/notifications',
  component: lazyRouteComponent(() => import('./notifications/notifications-page.tsx'), 'NotificationsPage'),
});
const account = createRoute({
  getParentRoute: () => signedIn,
  path: '/account',
  component: lazyRouteComponent(() => import('./account/account-page.tsx'), 'AccountPage'),
});
const routeTree = rootRoute.addChildren([home, signedIn.addChildren([cart, orders, order, notifications, account])]);

export function createStudentRouter(context: StudentContext) {
  return createRouter({ routeTree, context, defaultPreload: 'intent', scrollRestoration: true });
}

declare module '@tanstack/react-router' {
  interface Register {
    router: ReturnType<typeof createStudentRouter>;
  }
}
