import { useInfiniteQuery, useMutation } from '@tanstack/react-query';
import { Link, useNavigate } from '@tanstack/react-router';
import { useApi } from '../../app/portal-context.ts';
import { errorText } from '../../texts/error-text.ts';
import { texts } from '../../texts/texts.ts';
import { Button } from '../../ui/button.tsx';
import { Card } from '../../ui/card.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { ErrorState } from '../../ui/error-state.tsx';
import { useFormat } from '../../ui/format-context.ts';
import { LoadMore } from '../../ui/load-more.tsx';
import { Moment } from '../../ui/moment.tsx';
import { Money } from '../../ui/money.tsx';
import { Page } from '../../ui/page.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { StatusBadge } from '../../ui/status-badge.tsx';
import { useToast } from '../../ui/toasts.tsx';
import { cart } from '../cart/cart.ts';

const words = texts.student.orders;

export function OrdersPage() {
  const api = useApi();
  const { data, error, refetch, hasNextPage, isFetchingNextPage, fetchNextPage } = useInfiniteQuery({
    queryKey: ['orders'],
    queryFn: ({ pageParam, signal }) => api.call('GET /orders', { query: { cursor: pageParam }, signal }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.next_cursor ?? undefined,
  });
  const again = useOrderAgain();
  const orders = data?.pages.flatMap((page) => page.orders);
  return (
    <Page title={words.title} width="narrow">
      {!orders && error && <ErrorState error={error} onRetry={refetch} />}
      {!orders && !error && <Skeleton label={words.loading} height="9rem" />}
      {orders?.length === 0 && <EmptyState title={words.noneTitle} hint={words.noneHint} />}
      {orders?.map((order) => (
        <Card key={order.id} as="article" title={order.order_number} action={<StatusBadge status={order.status} />}>
          <p>
            <Moment at={order.created_at} /> · <Money rupees={order.total} />
          </p>
          <Link to="/orders/$orderId" params={{ orderId: order.id }}>
            {order.items.map(({ quantity, item_name }) => `${quantity} × ${item_name}`).join(', ')}
          </Link>
          <Button busy={again.isPending && again.variables === order.id} onClick={() => again.mutate(order.id)}>
            {words.again}
          </Button>
        </Card>
      ))}
      <LoadMore hasMore={hasNextPage} busy={isFetchingNextPage} onMore={() => void fetchNextPage()} />
    </Page>
  );
}

/** Puts what was ordered then, as far as it still exists, into the cart and says what is different today. */
function useOrderAgain() {
  const api = useApi();
  const toast = useToast();
  const navigate = useNavigate();
  const { money } = useFormat();
  return useMutation({
    mutationFn: (id: string) => api.call('POST /orders/:id/reorder', { params: { id } }),
    onSuccess: ({ quote, changes }) => {
      cart.replace(quote.items.map(({ menu_item_id, quantity }) => ({ menu_item_id, quantity })));
      const text = changes.map(({ item_name, old_price, new_price }) =>
        new_price === null ? words.gone(item_name) : words.repriced(item_name, money(old_price), money(new_price)),
      );
      toast({ title: words.againDone, text: text.join(' '), tone: changes.length > 0 ? 'info' : 'success' });
      void navigate({ to: '/cart' });
    },
    onError: (error) => toast({ title: errorText(error), tone: 'danger' }),
  });
}
