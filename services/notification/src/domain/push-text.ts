import type { NotificationType } from '@campus/contracts/notifications-api';
import type { OrderState } from '@campus/contracts/order-state';
import { numericFromPaise } from '@campus/money/money';
import { cancellationText } from './cancellation-text.ts';
import type { Wording } from './texts.ts';
import { timeOfDay } from './time-of-day.ts';
import { worded } from './wording.ts';

/** What order events are told as. */
export type OrderNotification = Exclude<NotificationType, 'order_unacknowledged'>;

/** What a text may tell about. */
interface Subject {
  order: OrderState;
  timeZone: string;
}

/** How an order event is told. */
export function pushText(type: OrderNotification, { order, timeZone }: Subject): Wording {
  const number = order.order_number;
  const total = numericFromPaise(order.total_paise);
  switch (type) {
    case 'order_ready':
      return worded(order.order_type === 'delivery' ? 'order_ready_for_rider' : 'order_ready');
    case 'order_cancelled':
      return cancellationText(order);
    case 'order_delayed':
      return delayText(order, timeZone);
    default:
      return worded(type, { number, total, item_count: String(pieces(order)) });
  }
}

function pieces({ items }: OrderState): number {
  return items.reduce((sum, { quantity }) => sum + quantity, 0);
}

function delayText({ order_number: number, estimated_ready_time: at }: OrderState, timeZone: string): Wording {
  if (at === null) return worded('order_delayed', { number });
  return worded('order_delayed_until', { number, time: timeOfDay(at, timeZone) });
}
