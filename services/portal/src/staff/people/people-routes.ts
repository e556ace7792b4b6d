import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { allow } from '../shell/allow.ts';
import { signedInRoute } from '../shell/signed-in-route.tsx';

const people = createRoute({
  getParentRoute: () => signedInRoute,
  path: '/admin/staff',
  beforeLoad: allow('admin'),
  component: lazyRouteComponent(() => import('./people-page.tsx'), 'PeoplePage'),
});

export const peopleRoutes = [people] as const;
