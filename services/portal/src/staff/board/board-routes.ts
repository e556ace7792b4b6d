import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { allow } from '../shell/allow.ts';
import { signedInRoute } from '../shell/signed-in-route.tsx';

const board = createRoute({
  getParentRoute: () => signedInRoute,
  path: '/board',
  beforeLoad: allow('kitchen', 'admin'),
  component: lazyRouteComponent(() => import('./board-page.tsx'), 'BoardPage'),
});

export const boardRoutes = [board] as const;
