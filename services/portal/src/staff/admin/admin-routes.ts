import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { allow } from '../shell/allow.ts';
import { signedInRoute } from '../shell/signed-in-route.tsx';

const orders = createRoute({
  getParentRoute: () => signedInRoute,
  path: '/admin/orders',
  beforeLoad: allow('admin'),
  component: lazyRouteComponent(() => import('./orders-page.tsx'), 'OrdersPage'),
});

export const adminRoutes = [orders] as const;
