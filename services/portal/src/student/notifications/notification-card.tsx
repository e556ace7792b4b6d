import type { NotificationView } from '@campus/contracts/notifications-api';
import { Link } from '@tanstack/react-router';
import { Check } from 'lucide-react';
import { texts } from '../../texts/texts.ts';
import { buttonClass } from '../../ui/button-class.ts';
import { IconButton } from '../../ui/icon-button.tsx';
import { RelativeTime } from '../../ui/moment.tsx';
import { VisuallyHidden } from '../../ui/visually-hidden.tsx';
import styles from './notification-card.module.css';

const words = texts.student.notifications;

export interface NotificationCardProps {
  notification: NotificationView;
  busy: boolean;
  onRead(): void;
}

/** One notification; going to its order reads it too. */
export function NotificationCard({ notification, busy, onRead }: NotificationCardProps) {
  const { title, body, order_id, created_at, read_at } = notification;
  const isUnread = read_at === null;
  return (
    <article className={styles.notification} data-unread={isUnread}>
      <div className={styles.words}>
        <h2 className={styles.title}>
          {isUnread && <VisuallyHidden>{words.unread} </VisuallyHidden>}
          {title}
        </h2>
        <p>{body}</p>
        <p className={styles.time}>
          <RelativeTime at={created_at} />
        </p>
      </div>
      <div className={styles.actions}>
        {order_id && (
          <Link
            to="/orders/$orderId"
            params={{ orderId: order_id }}
            className={buttonClass({})}
            onClick={() => isUnread && onRead()}
          >
            {words.order}
          </Link>
        )}
        {isUnread && <IconButton label={words.read(title)} icon={<Check />} disabled={busy} onClick={onRead} />}
      </div>
    </article>
  );
}
