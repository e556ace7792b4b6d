import type { OrderView } from '@campus/contracts/order-state';
import { inRupees } from './in-rupees.ts';
import { PLEASE_WAIT } from './wishes.ts';

/** What the kitchen does next with an order: a PATCH to one of its doors, or handing it over. */
export type KitchenStep =
  | { name: string; words: string; door: 'status' | 'payment-status'; body: object }
  | { name: 'hand over'; door: 'rider' };

/** The next step for what a card shows; none while somebody else must act. */
export function nextStep(card: OrderView): KitchenStep | undefined {
  if (card.status === 'received')
    return card.special_instructions === PLEASE_WAIT ? undefined : to('preparing', 'cooks');
  if (card.status === 'preparing') return to('ready', 'is done with');
  if (card.status !== 'ready') return undefined;
  if (card.order_type === 'delivery') return { name: 'hand over', door: 'rider' };
  if (card.payment_status === 'paid') return to('completed', 'hands out');
  return {
    name: 'paid',
    words: `takes ${inRupees(card.total)} cash for`,
    door: 'payment-status',
    body: { payment_status: 'paid' },
  };
}

function to(status: string, words: string): KitchenStep {
  return { name: status, words, door: 'status', body: { status } };
}
