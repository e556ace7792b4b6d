import { Link } from '@tanstack/react-router';
import { texts } from '../texts/texts.ts';
import { Badge } from '../ui/badge.tsx';
import { VisuallyHidden } from '../ui/visually-hidden.tsx';
import { useUnread } from './notifications/use-unread.ts';
import styles from './student-navigation.module.css';

const words = texts.student.navigation;
const MOST_SHOWN = 99;

/** Where a student can go, and whether there is news. */
export function StudentNavigation() {
  const unread = useUnread();
  return (
    <nav className={styles.navigation} aria-label={words.label}>
      <Link to="/" activeOptions={{ exact: true }}>
        {words.menu}
      </Link>
      <Link to="/orders">{words.orders}</Link>
      <Link to="/notifications">
        {words.notifications}
        {unread > 0 && (
          <Badge tone="accent" look="solid">
            <span aria-hidden="true">{unread > MOST_SHOWN ? `${MOST_SHOWN}+` : unread}</span>
            <VisuallyHidden>{words.unread(unread)}</VisuallyHidden>
          </Badge>
        )}
      </Link>
    </nav>
  );
}
