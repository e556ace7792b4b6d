import type { ReceivedEvent } from '@campus/contracts/event';
import type { OrderEvent } from '@campus/contracts/order-events';
import { viewOfOrder } from '@campus/contracts/order-state';
import type { Announcements } from './announcements.ts';
import type { Content } from './entry.ts';

/** Customers hear every change of their orders, the kitchen those of confirmed ones, a rider those of own jobs. */
export async function onOrderChanged(work: Announcements, { data }: ReceivedEvent<OrderEvent>): Promise<void> {
  const { order, change } = data;
  const content: Content = { kind: 'order', body: { type: change.type, order: viewOfOrder(order) } };
  work.tell('orders', content);
  if (order.confirmed_at) work.tell('kitchen', content);
  // Whoever lost the job is told only that the list changed: the order is someone else's now.
  if (!order.assignment && change.type !== 'assignment') return;
  work.tellRiders({
    orderId: order.id,
    version: order.version,
    staffId: order.assignment?.staff_id,
    reassignedOf: change.type === 'assignment' ? new Date(order.created_at) : undefined,
    content,
  });
}
