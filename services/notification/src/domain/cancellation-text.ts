import type { OrderState } from '@campus/contracts/order-state';
import { numericFromPaise } from '@campus/money/money';
import type { Wording } from './texts.ts';
import { fill, TEXTS, worded } from './wording.ts';

/** Why an order was cancelled, in words, and what happens to the money. */
export function cancellationText(order: OrderState): Wording {
  const reasons: Record<string, string> = TEXTS.reasons;
  const reason = reasons[order.cancellation_reason ?? ''];
  const slots = { number: order.order_number, money: moneyText(order) };
  return reason === undefined
    ? worded('order_cancelled', slots)
    : worded('order_cancelled_because', { ...slots, reason });
}

function moneyText(order: OrderState): string {
  const { payment_method: method, payment_status: status, total_paise: total, cancellation_reason: reason } = order;
  const taken = status === 'paid' || status === 'refunded';
  const text = (name: keyof typeof TEXTS.money) => fill(TEXTS.money[name], { total: numericFromPaise(total) });
  if (reason === 'payment_refused') return text('payment_not_opened');
  if (method === 'cash') return text(taken ? 'collect_at_counter' : 'nothing_to_pay');
  return text(taken ? 'refunded_in_full' : 'not_charged');
}
