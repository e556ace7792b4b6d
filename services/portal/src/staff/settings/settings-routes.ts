import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { allow } from '../shell/allow.ts';
import { signedInRoute } from '../shell/signed-in-route.tsx';

const settings = createRoute({
  getParentRoute: () => signedInRoute,
  path: '/admin/settings',
  beforeLoad: allow('admin'),
  component: lazyRouteComponent(() => import('./settings-page.tsx'), 'SettingsPage'),
});

export const settingsRoutes = [settings] as const;
