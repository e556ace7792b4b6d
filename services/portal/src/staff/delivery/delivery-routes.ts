import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { allow } from '../shell/allow.ts';
import { signedInRoute } from '../shell/signed-in-route.tsx';

const delivery = createRoute({
  getParentRoute: () => signedInRoute,
  path: '/delivery',
  beforeLoad: allow('delivery'),
  component: lazyRouteComponent(() => import('./delivery-page.tsx'), 'DeliveryPage'),
});

export const deliveryRoutes = [delivery] as const;
