import type { OrderView } from '@campus/contracts/order-state';
import { Bike } from 'lucide-react';
import { useApi } from '../../app/portal-context.ts';
import { useLiveOrders } from '../../app/use-live-orders.ts';
import { texts } from '../../texts/texts.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { ErrorState } from '../../ui/error-state.tsx';
import { Page } from '../../ui/page.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import styles from './delivery-page.module.css';
import { isOpenJob, STAGES, type Stage, stageOf } from './delivery-stage.ts';
import { JobCard } from './job-card.tsx';

const words = texts.delivery;

export function DeliveryPage() {
  const api = useApi();
  const { data, error, refetch } = useLiveOrders({
    queryKey: ['deliveries'],
    fetch: async (signal) => (await api.call('GET /delivery/orders', { signal })).orders,
    belongs: isOpenJob,
  });
  return (
    <Page title={words.title} width="narrow">
      {data ? (
        <Jobs orders={data} />
      ) : error ? (
        <ErrorState error={error} onRetry={refetch} />
      ) : (
        <Skeleton label={words.loading} count={2} height="16rem" />
      )}
    </Page>
  );
}

function Jobs({ orders }: { orders: readonly OrderView[] }) {
  if (orders.length === 0) return <EmptyState {...words.empty} icon={<Bike />} />;
  return STAGES.map((stage) => (
    <JobGroup key={stage} stage={stage} orders={orders.filter((order) => stageOf(order) === stage)} />
  ));
}

function JobGroup({ stage, orders }: { stage: Stage; orders: readonly OrderView[] }) {
  if (orders.length === 0) return null;
  return (
    <section className={styles.group} aria-labelledby={`group-${stage}`}>
      <h2 className={styles.groupTitle} id={`group-${stage}`}>
        {words.groups[stage]} <span className={styles.count}>{orders.length}</span>
      </h2>
      <ul className={styles.jobs}>
        {orders.map((order) => (
          <li key={order.id}>
            <JobCard order={order} />
          </li>
        ))}
      </ul>
    </section>
  );
}
