import type { Role } from '@campus/contracts/values';
import { Link } from '@tanstack/react-router';
import { Menu as MenuIcon } from 'lucide-react';
import { useState } from 'react';
import { texts } from '../../texts/texts.ts';
import { Dialog } from '../../ui/dialog.tsx';
import { IconButton } from '../../ui/icon-button.tsx';
import { destinationsOf } from './destinations.ts';
import styles from './navigation.module.css';

/** In the bar where there is room, behind a button where there is not; nothing for who has one page only. */
export function Navigation({ role }: { role: Role }) {
  const [open, setOpen] = useState(false);
  if (destinationsOf(role).length < 2) return null;
  return (
    <>
      <nav className={styles.inBar} aria-label={texts.staff.navigation}>
        <Links role={role} />
      </nav>
      <div className={styles.behindButton}>
        <IconButton label={texts.common.menu} icon={<MenuIcon />} onClick={() => setOpen(true)} />
        <Dialog open={open} onClose={() => setOpen(false)} title={texts.common.menu} kind="sheet">
          <nav className={styles.inSheet} aria-label={texts.staff.navigation}>
            <Links role={role} onGo={() => setOpen(false)} />
          </nav>
        </Dialog>
      </div>
    </>
  );
}

function Links({ role, onGo }: { role: Role; onGo?(): void }) {
  return destinationsOf(role).map(({ to, label, icon: Icon }) => (
    <Link key={to} to={to} className={styles.link} onClick={onGo}>
      <Icon aria-hidden="true" />
      {label}
    </Link>
  ));
}
