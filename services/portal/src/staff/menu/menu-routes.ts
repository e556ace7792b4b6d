import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { allow } from '../shell/allow.ts';
import { signedInRoute } from '../shell/signed-in-route.tsx';

const menu = createRoute({
  getParentRoute: () => signedInRoute,
  path: '/admin/menu',
  beforeLoad: allow('admin'),
  component: lazyRouteComponent(() => import('./menu-page.tsx'), 'MenuPage'),
});

export const menuRoutes = [menu] as const;
