import { Outlet } from '@tanstack/react-router';
import { AccountMenu } from '../../app/account-menu.tsx';
import { ConnectionBanner } from '../../app/connection-banner.tsx';
import { LiveProvider } from '../../app/live-provider.tsx';
import { useSessionState } from '../../app/portal-context.ts';
import { texts } from '../../texts/texts.ts';
import { Brand } from '../../ui/brand.tsx';
import { SkipLink } from '../../ui/skip-link.tsx';
import { Navigation } from './navigation.tsx';
import styles from './shell.module.css';

/** The frame of every page behind the sign-in: where one is, who one is, and whether what one sees is true. */
export function Shell() {
  const { signIn } = useSessionState();
  // Signed out: the router is on its way to the sign-in.
  if (!signIn) return null;
  const { key, person } = signIn;
  return (
    <LiveProvider key={key} door={person.role === 'delivery' ? '/delivery' : '/kitchen'}>
      <SkipLink />
      <header className={styles.bar}>
        <Brand name={texts.staff.product} />
        <Navigation role={person.role} />
        <AccountMenu label={texts.staff.account(person.name ?? person.login)} role={roleName(person.role)} />
      </header>
      <div className={styles.banner}>
        <ConnectionBanner />
      </div>
      <main id="content" tabIndex={-1}>
        <Outlet />
      </main>
    </LiveProvider>
  );
}

function roleName(role: string): string | undefined {
  const names: Partial<Record<string, string>> = texts.staff.role;
  return names[role];
}
