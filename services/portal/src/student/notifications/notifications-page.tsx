import { BellOff } from 'lucide-react';
import { texts } from '../../texts/texts.ts';
import { Button } from '../../ui/button.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { ErrorState } from '../../ui/error-state.tsx';
import { LoadMore } from '../../ui/load-more.tsx';
import { Page } from '../../ui/page.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { NotificationCard } from './notification-card.tsx';
import { useInbox } from './use-inbox.ts';

const words = texts.student.notifications;

export function NotificationsPage() {
  const { inbox, read, readAll } = useInbox();
  const { data, error, refetch, hasNextPage, isFetchingNextPage, fetchNextPage } = inbox;
  const notifications = data?.pages.flatMap((page) => page.notifications);
  const [newest] = notifications ?? [];
  const hasUnread = (data?.pages.at(-1)?.unread ?? 0) > 0;
  const allRead = newest && hasUnread && (
    <Button busy={readAll.isPending} onClick={() => readAll.mutate(newest.id)}>
      {words.readAll}
    </Button>
  );
  return (
    <Page title={words.title} width="narrow" actions={allRead}>
      {!notifications && error && <ErrorState error={error} onRetry={refetch} />}
      {!notifications && !error && <Skeleton label={words.loading} height="6rem" />}
      {notifications?.length === 0 && <EmptyState icon={<BellOff />} title={words.noneTitle} hint={words.noneHint} />}
      {notifications?.map((notification) => (
        <NotificationCard
          key={notification.id}
          notification={notification}
          busy={read.isPending && read.variables === notification.id}
          onRead={() => read.mutate(notification.id)}
        />
      ))}
      <LoadMore hasMore={hasNextPage} busy={isFetchingNextPage} onMore={() => void fetchNextPage()} />
    </Page>
  );
}
