import type { OrderState } from '@campus/contracts/order-state';
import { rupeesText } from './rupees-text.ts';

const REASONS: Record<string, string> = {
  sold_out: 'something in it is sold out',
  too_busy: 'the kitchen is too busy',
  closing: 'the kitchen is closing',
  customer_request: 'you asked for it',
};

/** Why an order was cancelled, in words, and what happens to the money. */
export function cancellationText(order: OrderState): string {
  const reason = REASONS[order.cancellation_reason ?? ''];
  const because = reason === undefined ? '' : ` because ${reason}`;
  return `Your order #${order.order_number} was cancelled${because}. ${moneyText(order)}`;
}

function moneyText({
  payment_method: method,
  payment_status: status,
  total_paise: total,
  cancellation_reason: reason,
}: OrderState): string {
  if (reason === 'payment_refused') return 'The payment could not be opened, nothing was charged';
  const taken = status === 'paid' || status === 'refunded';
  if (method === 'cash')
    return taken ? `Please collect your ${rupeesText(total)} at the counter` : 'There is nothing to pay';
  return taken
    ? `Your ${rupeesText(total)} will be refunded in full`
    : 'You have not been charged; a payment that still arrives is refunded in full';
}
