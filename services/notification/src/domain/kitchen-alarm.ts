import type { OrderState } from '@campus/contracts/order-state';
import type { Message } from './notification.ts';
import { worded } from './wording.ts';

/** `alert_escalation_seconds` until it is set otherwise (product.md section 7). */
export const STANDARD_ESCALATION_SECONDS = 120;

/** An order as the alarm of the kitchen sees it, from the event that brought this version. */
export interface KitchenAlarm {
  orderId: string;
  orderNumber: string;
  eventId: string;
  version: number;
  /** Null: silent, because somebody has seen it or is at work on it, or because it is not the kitchen's yet. */
  ringingSince: Date | null;
}

/** A new or a cancelled order rings until somebody acknowledges it (product.md section 6). */
export function alarmOf(eventId: string, order: OrderState): KitchenAlarm {
  const unseen = order.confirmed_at !== null && order.acknowledged_at === null;
  const since =
    order.status === 'cancelled' ? order.updated_at : order.status === 'received' ? order.confirmed_at : null;
  return {
    orderId: order.id,
    orderNumber: order.order_number,
    eventId,
    version: order.version,
    ringingSince: unseen && since !== null ? new Date(since) : null,
  };
}

/** What admins are told about an order that nobody in the kitchen acknowledged. */
export function escalationOf({ orderId, orderNumber }: KitchenAlarm, adminIds: string[]): Message[] {
  return adminIds.map((recipientId) => ({
    recipientId,
    type: 'order_unacknowledged',
    ...worded('order_unacknowledged', { number: orderNumber }),
    orderId,
    data: { order_number: orderNumber },
  }));
}
