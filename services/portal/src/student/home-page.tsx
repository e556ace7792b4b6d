import { lazyRouteComponent } from '@tanstack/react-router';
import { Suspense } from 'react';
import { useSessionState } from '../app/portal-context.ts';
import { texts } from '../texts/texts.ts';
import { Page } from '../ui/page.tsx';
import { Skeleton } from '../ui/skeleton.tsx';
import { Opening } from './opening.tsx';

const MenuPage = lazyRouteComponent(() => import('./menu/menu-page.tsx'), 'MenuPage');
const SignInCard = lazyRouteComponent(() => import('./sign-in/sign-in-card.tsx'), 'SignInCard');

/** The menu; for visitors the canteen's hours and the way in, because the API shows the menu to students only. */
export function HomePage() {
  const { signIn } = useSessionState();
  if (signIn) {
    return (
      <Suspense fallback={<Skeleton label={texts.student.menu.loading} />}>
        <MenuPage />
      </Suspense>
    );
  }
  return (
    <Page title={texts.student.title} width="narrow">
      <Opening />
      <Suspense fallback={<Skeleton label={texts.common.loading} count={1} height="16rem" />}>
        <SignInCard />
      </Suspense>
      <a href="/kitchen">{texts.student.staff}</a>
    </Page>
  );
}
