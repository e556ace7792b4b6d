import { createRootRouteWithContext, Link, Outlet } from '@tanstack/react-router';
import { CrashPage } from '../../app/crash-page.tsx';
import { NotFoundPage } from '../../app/not-found-page.tsx';
import type { Session } from '../../session/session.ts';
import { texts } from '../../texts/texts.ts';
import { buttonClass } from '../../ui/button-class.ts';

export interface StaffContext {
  session: Session;
}

export const rootRoute = createRootRouteWithContext<StaffContext>()({
  component: Outlet,
  errorComponent: CrashPage,
  notFoundComponent: () => (
    <NotFoundPage
      action={
        <Link to="/" className={buttonClass({ variant: 'primary' })}>
          {texts.common.notFound.action}
        </Link>
      }
    />
  ),
});
