import type { Actor } from '@campus/contracts/order-state';
import { notFound } from '@campus/errors/app-error';
import { type DeliveryStep, deliver } from '../domain/delivery.ts';
import type { Order } from '../domain/order.ts';
import { record } from './record.ts';
import type { Work } from './work.ts';

export interface DeliverOrder extends Pick<DeliveryStep, 'to' | 'cashCollected' | 'reason'> {
  orderId: string;
  riderId: string;
}

/** A step of the delivery person who has the job; for everyone else the job does not exist. */
export async function deliverOrder(work: Work, { orderId, riderId, ...step }: DeliverOrder): Promise<Order> {
  const order = await work.orders.lock(orderId);
  if (order.assignment?.staffId !== riderId) throw notFound('Order');
  const by: Actor = { role: 'delivery', id: riderId };
  return record(work, deliver(order, { ...step, by, at: work.now }));
}
