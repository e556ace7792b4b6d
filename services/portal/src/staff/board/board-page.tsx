import type { OrderView } from '@campus/contracts/order-state';
import { ChefHat } from 'lucide-react';
import { useApi } from '../../app/portal-context.ts';
import { useLiveOrders } from '../../app/use-live-orders.ts';
import { texts } from '../../texts/texts.ts';
import { Card } from '../../ui/card.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { ErrorState } from '../../ui/error-state.tsx';
import { RelativeTime } from '../../ui/moment.tsx';
import { Page } from '../../ui/page.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { StatusBadge } from '../../ui/status-badge.tsx';
import styles from './board-page.module.css';

const words = texts.board;
const LIMIT = 100;
const isOpen = ({ status, confirmed_at }: OrderView) =>
  confirmed_at !== null && status !== 'completed' && status !== 'cancelled';

export function BoardPage() {
  const api = useApi();
  const { data, error, refetch } = useLiveOrders({
    queryKey: ['board'],
    fetch: async (signal) =>
      (await api.call('GET /admin/orders', { query: { limit: LIMIT }, signal })).orders.filter(isOpen),
    belongs: isOpen,
  });
  return (
    <Page title={words.title} width="wide">
      {data ? <Orders orders={data} /> : error ? <ErrorState error={error} onRetry={refetch} /> : <Loading />}
    </Page>
  );
}

function Loading() {
  return <Skeleton label={words.loading} count={6} height="9rem" minWidth="18rem" />;
}

function Orders({ orders }: { orders: readonly OrderView[] }) {
  if (orders.length === 0) return <EmptyState {...words.empty} icon={<ChefHat />} />;
  return (
    <ul className={styles.orders}>
      {orders.map((order) => (
        <li key={order.id}>
          <Card as="article" title={order.order_number} action={<StatusBadge status={order.status} look="solid" />}>
            <ul className={styles.lines}>
              {order.items.map((line) => (
                <li key={line.menu_item_id}>
                  {line.quantity} × {line.item_name}
                </li>
              ))}
            </ul>
            <p className={styles.age}>
              <RelativeTime at={order.confirmed_at ?? order.created_at} />
            </p>
          </Card>
        </li>
      ))}
    </ul>
  );
}
