import type { Actor } from '@campus/contracts/order-state';
import { notFound } from '@campus/errors/app-error';
import { cancel, requireVersion } from '../domain/advance.ts';
import type { Order } from '../domain/order.ts';
import { record } from './record.ts';
import type { Work } from './work.ts';

export interface CancelOwnOrder {
  orderId: string;
  customerId: string;
  version: number | undefined;
}

/** The customer changes their mind, which is possible until the kitchen begins. */
export async function cancelOwnOrder(work: Work, { orderId, customerId, version }: CancelOwnOrder): Promise<Order> {
  const order = await work.orders.lock(orderId);
  if (order.customerId !== customerId) throw notFound('Order');
  requireVersion(order, version);
  const by: Actor = { role: 'consumer', id: customerId };
  return record(work, cancel(order, { by, at: work.now, reason: 'customer_request' }));
}
