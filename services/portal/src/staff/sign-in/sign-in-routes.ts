import { createRoute, redirect } from '@tanstack/react-router';
import { homeOf } from '../shell/destinations.ts';
import { rootRoute } from '../shell/root-route.tsx';
import { SignInPage } from './sign-in-page.tsx';

interface SignInSearch {
  /** The page that was asked for. */
  then?: string;
}

export const signInRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/sign-in',
  validateSearch: ({ then }: Record<string, unknown>): SignInSearch =>
    typeof then === 'string' && /^\/[\w/-]*$/.test(then) ? { then } : {},
  beforeLoad({ context: { session }, search: { then } }) {
    const { signIn } = session.state();
    if (signIn) throw redirect({ to: then ?? homeOf(signIn.person.role) });
  },
  component: SignInPage,
});
