import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { allow } from '../shell/allow.ts';
import { signedInRoute } from '../shell/signed-in-route.tsx';

const payments = createRoute({
  getParentRoute: () => signedInRoute,
  path: '/admin/payments',
  beforeLoad: allow('admin'),
  component: lazyRouteComponent(() => import('./payments-page.tsx'), 'PaymentsPage'),
});

export const paymentsRoutes = [payments] as const;
