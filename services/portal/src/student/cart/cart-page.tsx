import { keepPreviousData, useMutation, useQuery } from '@tanstack/react-query';
import { Link, useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { useApi } from '../../app/portal-context.ts';
import { errorText } from '../../texts/error-text.ts';
import { texts } from '../../texts/texts.ts';
import { Banner } from '../../ui/banner.tsx';
import { Button } from '../../ui/button.tsx';
import { buttonClass } from '../../ui/button-class.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { useFormat } from '../../ui/format-context.ts';
import { Page } from '../../ui/page.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { Opening } from '../opening.tsx';
import { useRestaurant } from '../use-restaurant.ts';
import { cart } from './cart.ts';
import { CartLines } from './cart-lines.tsx';
import { bodyOf, NO_WISHES, possible } from './order-form.ts';
import { forgetPlaceKey, placeKey } from './place-key.ts';
import { useCart } from './use-cart.ts';
import { WishesForm } from './wishes-form.tsx';

const words = texts.student.cart;

export function CartPage() {
  const api = useApi();
  const navigate = useNavigate();
  const { money } = useFormat();
  const { lines } = useCart();
  const { data: terms } = useRestaurant();
  const [wished, setWishes] = useState(NO_WISHES);
  const wishes = terms ? possible(wished, terms.restaurant) : wished;
  const body = bodyOf(lines, wishes);
  // Words that are still being typed change no price; a missing address is said at its own field.
  const priced = { ...body, special_instructions: null, delivery_address: body.delivery_address && 'given' };
  const quote = useQuery({
    queryKey: ['quote', priced],
    queryFn: ({ signal }) => api.call('POST /orders/quote', { body: priced, signal }),
    enabled: lines.length > 0 && terms !== undefined && (wishes.type === 'pickup' || body.delivery_address !== null),
    placeholderData: keepPreviousData,
    refetchInterval: 20_000,
  });
  const place = useMutation({
    mutationFn: () => api.call('POST /orders', { body, idempotencyKey: placeKey(body) }),
    onSuccess: ({ order }) => {
      forgetPlaceKey();
      cart.replace([]);
      void navigate({ to: '/orders/$orderId', params: { orderId: order.id } });
    },
    onError: () => void quote.refetch(),
  });
  if (lines.length === 0) {
    const toMenu = (
      <Link to="/" className={buttonClass({ variant: 'primary' })}>
        {words.toMenu}
      </Link>
    );
    return (
      <Page title={words.title} width="narrow">
        <EmptyState title={words.emptyTitle} hint={words.emptyHint} action={toMenu} />
      </Page>
    );
  }
  const answer = quote.data?.quote;
  const isReady = answer && answer.problems.length === 0 && wishes.method && !quote.isPlaceholderData && !quote.error;
  return (
    <Page title={words.title} width="narrow">
      {terms?.restaurant.is_open === false && <Opening />}
      {answer && <CartLines quote={answer} lines={lines} limits={terms?.restaurant.limits} />}
      {!answer && !quote.error && <Skeleton label={words.loading} count={lines.length + 1} />}
      {!answer && quote.error && <CartLines lines={lines} limits={terms?.restaurant.limits} />}
      {terms && <WishesForm terms={terms.restaurant} wishes={wishes} onChange={setWishes} />}
      {(place.error ?? quote.error) && (
        <Banner tone="danger" role="alert">
          {errorText(place.error ?? quote.error)}
        </Banner>
      )}
      <Button
        variant="primary"
        size="large"
        wide
        busy={place.isPending}
        disabled={!isReady || (wishes.type === 'delivery' && !body.delivery_address)}
        onClick={() => place.mutate()}
      >
        {words.place(money(answer?.total ?? 0))}
      </Button>
    </Page>
  );
}
