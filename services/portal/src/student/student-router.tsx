import { createRoute, createRouter } from '@tanstack/react-router';
import { HomePage } from './home-page.tsx';
import { rootRoute, type StudentContext } from './root-route.tsx';

const home = createRoute({ getParentRoute: () => rootRoute, path: '/', component: HomePage });
const routeTree = rootRoute.addChildren([home]);

export function createStudentRouter(context: StudentContext) {
  return createRouter({ routeTree, context, defaultPreload: 'intent', scrollRestoration: true });
}

declare module '@tanstack/react-router' {
  interface Register {
    router: ReturnType<typeof createStudentRouter>;
  }
}
