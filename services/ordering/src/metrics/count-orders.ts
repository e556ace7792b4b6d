import type { OrderEventData } from '@campus/contracts/order-events';
import type { StoredEvent } from '@campus/outbox/stored-event';
import { counter } from '@campus/telemetry/counter';
import { histogram } from '@campus/telemetry/histogram';

const KIND = { order_type: ['pickup', 'delivery'], payment_method: ['upi', 'cash'] } as const;
const REACHED = ['preparing', 'ready', 'out_for_delivery', 'completed'] as const;

const placed = counter('orders_placed_total', 'Orders that were placed; a UPI order is not paid yet.', KIND);
const confirmed = counter(
  'orders_confirmed_total',
  'Orders that reached the kitchen: paid by UPI, or to be paid in cash.',
  KIND,
);
const cancelled = counter(
  'orders_cancelled_total',
  'Orders that were cancelled, by whom; `system` is an unpaid one that expired.',
  {
    ...KIND,
    by: ['consumer', 'kitchen', 'admin', 'delivery', 'system'],
  },
);
const reached = histogram(
  {
    name: 'order_step_seconds',
    help: 'From the confirmation of an order to the step.',
    buckets: [60, 180, 300, 600, 900, 1_200, 1_800, 3_600],
  },
  { status: REACHED },
);

/** Counts what happened to orders by the events that say so, each when it is published: what was rolled back is never counted. */
export function countOrders({ type, body }: Pick<StoredEvent, 'type' | 'body'>): void {
  if (!/^order\.(placed|confirmed|cancelled|status_changed)$/.test(type)) return;
  const { order, change }: OrderEventData = JSON.parse(body).data;
  const kind = { order_type: order.order_type, payment_method: order.payment_method };
  if (type === 'order.placed') placed.add(kind);
  if (type === 'order.confirmed' || (type === 'order.placed' && order.confirmed_at)) confirmed.add(kind);
  if (type === 'order.cancelled') cancelled.add({ ...kind, by: change.by.role });
  const step = REACHED.find((status) => type === 'order.status_changed' && status === change.to);
  if (step && order.confirmed_at) {
    reached.observe({ status: step }, (Date.parse(change.at) - Date.parse(order.confirmed_at)) / 1_000);
  }
}
