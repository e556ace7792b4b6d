import { createRoute, redirect } from '@tanstack/react-router';
import { homeOf } from '../shell/destinations.ts';
import { rootRoute } from '../shell/root-route.tsx';
import { SignInPage } from './sign-in-page.tsx';

interface SignInSearch {
  /** The page that was asked for. */
  next?: string;
}

export const signInRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/sign-in',
  validateSearch: ({ next }: Record<string, unknown>): SignInSearch =>
    typeof next === 'string' && /^\/[\w/-]*$/.test(next) ? { next } : {},
  beforeLoad({ context: { session }, search: { next } }) {
    const { signIn } = session.state();
    if (signIn) throw redirect({ to: next ?? homeOf(signIn.person.role) });
  },
  component: SignInPage,
});
