import { lazyRouteComponent, Outlet, useNavigate } from '@tanstack/react-router';
import { UserRound } from 'lucide-react';
import { Suspense } from 'react';
import { ConnectionBanner } from '../app/connection-banner.tsx';
import { LiveProvider } from '../app/live-provider.tsx';
import { OfflineNotice } from '../app/offline-notice.tsx';
import { useSessionState } from '../app/portal-context.ts';
import { texts } from '../texts/texts.ts';
import { Brand } from '../ui/brand.tsx';
import { SkipLink } from '../ui/skip-link.tsx';
import { StudentNavigation } from './student-navigation.tsx';
import styles from './student-shell.module.css';

// Menus are heavy; a phone shows the food first.
const AccountMenu = lazyRouteComponent(() => import('../app/account-menu.tsx'), 'AccountMenu');

/** The frame of every student page. Whoever is signed in watches their own orders. */
export function StudentShell() {
  const { signIn } = useSessionState();
  const navigate = useNavigate();
  const page = (
    <>
      <SkipLink />
      <header className={styles.bar}>
        <Brand name={texts.common.product} />
        {signIn && <StudentNavigation />}
        <Suspense>
          {signIn && (
            <AccountMenu
              label={texts.student.account(signIn.person.name ?? signIn.person.login)}
              actions={[
                {
                  label: texts.student.profile.title,
                  icon: <UserRound />,
                  onSelect: () => void navigate({ to: '/account' }),
                },
              ]}
            />
          )}
        </Suspense>
      </header>
      <div className={styles.banner}>{signIn ? <ConnectionBanner /> : <OfflineNotice />}</div>
      <main id="content" tabIndex={-1}>
        <Outlet />
      </main>
    </>
  );
  if (!signIn) return page;
  return (
    <LiveProvider key={signIn.key} door="/orders">
      {page}
    </LiveProvider>
  );
}
