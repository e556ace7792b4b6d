import type { NotificationType } from '@campus/contracts/notifications-api';
import type { OrderState } from '@campus/contracts/order-state';
import { cancellationText } from './cancellation-text.ts';
import { rupeesText } from './rupees-text.ts';
import { timeOfDay } from './time-of-day.ts';

/** What a text may tell about. */
interface Subject {
  order: OrderState;
  timeZone: string;
}

interface Text {
  title: string;
  body(subject: Subject): string;
}

/** What order events are told as. */
export type OrderNotification = Exclude<NotificationType, 'order_unacknowledged'>;

/** Their texts, word for word: design document 9.1, then product.md section 5. */
export const TEXTS: Record<OrderNotification, Text> = {
  order_confirmed: {
    title: 'Order Confirmed!',
    body: ({ order }) => `Your order #${order.order_number} has been received`,
  },
  order_preparing: { title: 'Being Prepared 🍳', body: () => 'Your order is now being prepared' },
  order_ready: {
    title: 'Order Ready! 🎉',
    body: ({ order }) =>
      order.order_type === 'delivery'
        ? 'Your order is ready and waiting for its rider'
        : 'Your order is ready for pickup',
  },
  order_out_for_delivery: { title: 'On the Way! 🚚', body: () => 'Your order is out for delivery' },
  new_order: {
    title: 'New Order! 🔔',
    body: ({ order }) => `Order #${order.order_number} — ${pieces(order)} items — ${rupeesText(order.total_paise)}`,
  },
  order_cancelled: { title: 'Order Cancelled', body: ({ order }) => cancellationText(order) },
  order_refunded: {
    title: 'Order Refunded',
    body: ({ order }) => `${rupeesText(order.total_paise)} for your order #${order.order_number} has been refunded`,
  },
  order_delayed: {
    title: 'Order Delayed',
    body: ({ order, timeZone }) =>
      `Your order #${order.order_number} is now expected to be ready ${readyAt(order, timeZone)}`,
  },
  payment_expired: {
    title: 'Payment Expired',
    body: ({ order }) =>
      `Your order #${order.order_number} was not paid in time. A payment that still arrives is refunded in full`,
  },
};

function pieces({ items }: OrderState): number {
  return items.reduce((sum, { quantity }) => sum + quantity, 0);
}

function readyAt({ estimated_ready_time: at }: OrderState, timeZone: string): string {
  return at === null ? 'later than planned' : `at ${timeOfDay(at, timeZone)}`;
}
