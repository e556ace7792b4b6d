import { createRoute, redirect } from '@tanstack/react-router';
import { homeOf } from './destinations.ts';
import { rootRoute } from './root-route.tsx';
import { Shell } from './shell.tsx';

/** The parent of every page behind the sign-in. */
export const signedInRoute = createRoute({
  getParentRoute: () => rootRoute,
  id: 'signed-in',
  beforeLoad({ context: { session }, location }) {
    const { signIn } = session.state();
    if (!signIn)
      throw redirect({ to: '/sign-in', search: location.pathname === '/' ? {} : { next: location.pathname } });
    return { person: signIn.person };
  },
  component: Shell,
});

export const homeRoute = createRoute({
  getParentRoute: () => signedInRoute,
  path: '/',
  beforeLoad: ({ context: { person } }) => {
    throw redirect({ to: homeOf(person.role) });
  },
});
