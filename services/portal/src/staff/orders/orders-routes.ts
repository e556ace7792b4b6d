import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { allow } from '../shell/allow.ts';
import { signedInRoute } from '../shell/signed-in-route.tsx';
import { ordersSearch } from './orders-search.ts';

const list = createRoute({
  getParentRoute: () => signedInRoute,
  path: '/admin/orders',
  beforeLoad: allow('kitchen', 'admin'),
  validateSearch: ordersSearch,
  component: lazyRouteComponent(() => import('./orders-page.tsx'), 'OrdersPage'),
});

const one = createRoute({
  getParentRoute: () => signedInRoute,
  path: '/admin/orders/$orderId',
  beforeLoad: allow('kitchen', 'admin'),
  component: lazyRouteComponent(() => import('./order-page.tsx'), 'OrderPage'),
});

export const ordersRoutes = [list, one] as const;
