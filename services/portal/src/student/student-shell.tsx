import { Link, lazyRouteComponent, Outlet } from '@tanstack/react-router';
import { Suspense } from 'react';
import { LiveProvider } from '../app/live-provider.tsx';
import { OfflineNotice } from '../app/offline-notice.tsx';
import { useSessionState } from '../app/portal-context.ts';
import { texts } from '../texts/texts.ts';
import { Brand } from '../ui/brand.tsx';
import { SkipLink } from '../ui/skip-link.tsx';
import styles from './student-shell.module.css';

// Menus are heavy; a phone shows the food first.
const AccountMenu = lazyRouteComponent(() => import('../app/account-menu.tsx'), 'AccountMenu');

const words = texts.student.navigation;

/** The frame of every student page. Whoever is signed in watches their own orders. */
export function StudentShell() {
  const { signIn } = useSessionState();
  const page = (
    <>
      <SkipLink />
      <header className={styles.bar}>
        <Brand name={texts.common.product} />
        {signIn && (
          <nav className={styles.navigation} aria-label={words.label}>
            <Link to="/">{words.menu}</Link>
            <Link to="/orders">{words.orders}</Link>
          </nav>
        )}
        <Suspense>
          {signIn && <AccountMenu label={texts.student.account(signIn.person.name ?? signIn.person.login)} />}
        </Suspense>
      </header>
      <div className={styles.banner}>
        <OfflineNotice />
      </div>
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
