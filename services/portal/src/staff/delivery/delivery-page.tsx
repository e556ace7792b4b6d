import type { OrderView } from '@campus/contracts/order-state';
import { Bike } from 'lucide-react';
import { useApi } from '../../app/portal-context.ts';
import { useLiveOrders } from '../../app/use-live-orders.ts';
import { texts } from '../../texts/texts.ts';
import { Card } from '../../ui/card.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { ErrorState } from '../../ui/error-state.tsx';
import { Page } from '../../ui/page.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { StatusBadge } from '../../ui/status-badge.tsx';
import styles from './delivery-page.module.css';

const words = texts.delivery;
const isUnderWay = ({ status }: OrderView) => status !== 'completed' && status !== 'cancelled';

export function DeliveryPage() {
  const api = useApi();
  const { data, error, refetch } = useLiveOrders({
    queryKey: ['deliveries'],
    fetch: async (signal) => (await api.call('GET /delivery/orders', { signal })).orders,
    belongs: isUnderWay,
  });
  return (
    <Page title={words.title} width="narrow">
      {data ? (
        <Deliveries orders={data} />
      ) : error ? (
        <ErrorState error={error} onRetry={refetch} />
      ) : (
        <Skeleton label={words.loading} height="8rem" />
      )}
    </Page>
  );
}

function Deliveries({ orders }: { orders: readonly OrderView[] }) {
  if (orders.length === 0) return <EmptyState {...words.empty} icon={<Bike />} />;
  return (
    <ul className={styles.orders}>
      {orders.map((order) => (
        <li key={order.id}>
          <Card as="article" title={order.order_number} action={<StatusBadge status={order.status} />}>
            <p className={styles.address}>{order.delivery_address}</p>
            <p>{order.customer_name}</p>
          </Card>
        </li>
      ))}
    </ul>
  );
}
