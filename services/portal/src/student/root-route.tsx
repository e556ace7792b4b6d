import { createRootRouteWithContext, Link } from '@tanstack/react-router';
import { CrashPage } from '../app/crash-page.tsx';
import { NotFoundPage } from '../app/not-found-page.tsx';
import type { Session } from '../session/session.ts';
import { texts } from '../texts/texts.ts';
import { buttonClass } from '../ui/button-class.ts';
import { StudentShell } from './student-shell.tsx';

export interface StudentContext {
  session: Session;
}

export const rootRoute = createRootRouteWithContext<StudentContext>()({
  component: StudentShell,
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
