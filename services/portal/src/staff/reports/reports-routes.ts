import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { allow } from '../shell/allow.ts';
import { signedInRoute } from '../shell/signed-in-route.tsx';
import { reportsSearch } from './reports-search.ts';

const reports = createRoute({
  getParentRoute: () => signedInRoute,
  path: '/admin/reports',
  beforeLoad: allow('admin'),
  validateSearch: reportsSearch,
  component: lazyRouteComponent(() => import('./reports-page.tsx'), 'ReportsPage'),
});

export const reportsRoutes = [reports] as const;
