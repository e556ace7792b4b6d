import type { OrderView } from '@campus/contracts/order-state';
import { useInfiniteQuery } from '@tanstack/react-query';
import { ListOrdered } from 'lucide-react';
import { useApi } from '../../app/portal-context.ts';
import { texts } from '../../texts/texts.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { ErrorState } from '../../ui/error-state.tsx';
import { LoadMore } from '../../ui/load-more.tsx';
import { Moment } from '../../ui/moment.tsx';
import { Money } from '../../ui/money.tsx';
import { Page } from '../../ui/page.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { PaymentBadge, StatusBadge } from '../../ui/status-badge.tsx';
import { type Column, Table } from '../../ui/table.tsx';

const words = texts.admin.orders;

const COLUMNS: readonly Column<OrderView>[] = [
  { header: words.columns.number, cell: (order) => order.order_number, isName: true },
  { header: words.columns.customer, cell: (order) => order.customer_name ?? words.guest },
  { header: words.columns.status, cell: (order) => <StatusBadge status={order.status} /> },
  { header: words.columns.payment, cell: (order) => <PaymentBadge status={order.payment_status} /> },
  { header: words.columns.placed, cell: (order) => <Moment at={order.created_at} /> },
  { header: words.columns.total, cell: (order) => <Money rupees={order.total} />, align: 'end' },
];

export function OrdersPage() {
  const api = useApi();
  const { data, error, refetch, hasNextPage, isFetchingNextPage, fetchNextPage } = useInfiniteQuery({
    queryKey: ['admin', 'orders'],
    queryFn: ({ signal, pageParam }) => api.call('GET /admin/orders', { query: { cursor: pageParam }, signal }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: ({ next_cursor }) => next_cursor ?? undefined,
  });
  const orders = data?.pages.flatMap((page) => page.orders);
  return (
    <Page title={words.title}>
      {orders?.length === 0 && <EmptyState {...words.empty} icon={<ListOrdered />} />}
      {orders && orders.length > 0 && (
        <Table caption={words.title} columns={COLUMNS} rows={orders} keyOf={({ id }) => id} />
      )}
      {!orders && error && <ErrorState error={error} onRetry={refetch} />}
      {!orders && !error && <Skeleton label={words.loading} count={6} height="3.5rem" />}
      <LoadMore hasMore={hasNextPage} busy={isFetchingNextPage} onMore={fetchNextPage} />
    </Page>
  );
}
