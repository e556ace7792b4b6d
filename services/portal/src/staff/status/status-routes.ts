import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { allow } from '../shell/allow.ts';
import { signedInRoute } from '../shell/signed-in-route.tsx';

const status = createRoute({
  getParentRoute: () => signedInRoute,
  path: '/admin/status',
  beforeLoad: allow('admin'),
  component: lazyRouteComponent(() => import('./status-page.tsx'), 'StatusPage'),
});

export const statusRoutes = [status] as const;
