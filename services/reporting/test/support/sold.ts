import { orderCancelled, orderPaymentChanged, orderPlaced, orderStatusChanged } from '@campus/contracts/order-events';
import type { OrderState } from '@campus/contracts/order-state';
import { orderHistory, type SentEvent } from './history.ts';

/** A cash order that was paid when it was placed, in one event. */
export function soldAt(at: string, state: Partial<OrderState> = {}): SentEvent[] {
  const paid = {
    payment_method: 'cash',
    payment_status: 'paid',
    total_paise: 835,
    confirmed_at: at,
    ...state,
  } as const;
  return orderHistory(paid, [{ kind: orderPlaced, type: 'placed', at, state: {} }]);
}

/** A cash order that was sold, cooked and given back, each at its moment. */
export function soldAndGivenBack(sold: string, givenBack: string, state: Partial<OrderState> = {}): SentEvent[] {
  const first = {
    payment_method: 'cash',
    payment_status: 'paid',
    total_paise: 835,
    confirmed_at: sold,
    ...state,
  } as const;
  return orderHistory(first, [
    { kind: orderPlaced, type: 'placed', at: sold, state: {} },
    { kind: orderStatusChanged, type: 'status', at: sold, state: { status: 'preparing' } },
    { kind: orderCancelled, type: 'status', at: givenBack, state: { status: 'cancelled' } },
    {
      kind: orderPaymentChanged,
      type: 'payment',
      at: givenBack,
      state: { payment_status: 'refunded' },
      to: 'refunded',
    },
  ]);
}
