import { useNavigate, useSearch } from '@tanstack/react-router';
import { ListOrdered, SearchX } from 'lucide-react';
import { useCallback } from 'react';
import { useSignIn } from '../../app/portal-context.ts';
import { officeTexts } from '../../texts/office-texts.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { ErrorState } from '../../ui/error-state.tsx';
import { LoadMore } from '../../ui/load-more.tsx';
import { Page } from '../../ui/page.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { OrderFilters } from './order-filters.tsx';
import { filterCount, type OrdersSearch, ordersSearch } from './orders-search.ts';
import { OrdersTable } from './orders-table.tsx';
import { useOrderList } from './use-order-list.ts';

const words = officeTexts.orders;

export function OrdersPage() {
  const wanted = useSearch({ from: '/signed-in/admin/orders' });
  const navigate = useNavigate({ from: '/admin/orders' });
  const { person } = useSignIn();
  const { orders, error, refetch, hasNextPage, isFetchingNextPage, fetchNextPage } = useOrderList(wanted);
  const change = useCallback(
    (next: OrdersSearch) => void navigate({ search: ordersSearch({ ...next }), replace: true }),
    [navigate],
  );
  return (
    <Page title={words.title} text={orders && orders.length > 0 ? words.count(orders.length, hasNextPage) : undefined}>
      <OrderFilters wanted={wanted} mayUnconfirmed={person.role === 'admin'} onChange={change} />
      {orders?.length === 0 && <Nothing isFiltered={filterCount(wanted) > 0 || wanted.search !== undefined} />}
      {orders && orders.length > 0 && <OrdersTable orders={orders} />}
      {!orders && error && <ErrorState error={error} onRetry={refetch} />}
      {!orders && !error && <Skeleton label={words.loading} count={8} height="3.5rem" />}
      <LoadMore hasMore={hasNextPage} busy={isFetchingNextPage} onMore={fetchNextPage} />
    </Page>
  );
}

function Nothing({ isFiltered }: { isFiltered: boolean }) {
  return isFiltered ? (
    <EmptyState {...words.nothingFound} icon={<SearchX />} />
  ) : (
    <EmptyState {...words.empty} icon={<ListOrdered />} />
  );
}
