import { orderPlaced } from '@campus/contracts/order-events';
import type { OrderState } from '@campus/contracts/order-state';
import type { Residue } from '@campus/outbox/archive';

const NOBODY = '00000000-0000-0000-0000-000000000000';

/**
 * What sales figures need of an order for ever: its newest state, and the moment at which cash was given back, which only the event of
 * that moment tells. Without the customer, the address, the wishes and whoever acted.
 */
export const orderResidue: Residue = (event, { isNewest }) => {
  if (event.aggregatetype !== orderPlaced.aggregateType) return undefined;
  const { data } = orderPlaced.data.safeParse(event.data);
  if (!data) return 'unreadable';
  const { order, change } = data;
  const gaveCashBack = order.payment_method === 'cash' && change.to === 'refunded';
  if (!isNewest && !gaveCashBack) return undefined;
  return { ...event, data: { order: anonymous(order), change: { ...change, by: { ...change.by, id: null } } } };
};

function anonymous(order: OrderState): OrderState {
  return {
    ...order,
    user_id: NOBODY,
    customer_name: null,
    delivery_address: null,
    special_instructions: null,
    assignment: null,
  };
}
