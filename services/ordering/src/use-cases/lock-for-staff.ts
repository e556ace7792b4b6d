import type { Actor } from '@campus/contracts/order-state';
import { notFound } from '@campus/errors/app-error';
import type { Order } from '../domain/order.ts';
import type { Work } from './work.ts';

export interface StaffCommand {
  orderId: string;
  by: Actor;
  /** The version that the person looked at. */
  version?: number | undefined;
}

/** The order as this staff member may see it: unconfirmed ones do not exist for the kitchen. */
export async function lockForStaff(work: Work, { orderId, by }: StaffCommand): Promise<Order> {
  const order = await work.orders.lock(orderId);
  if (order.confirmedAt === null && by.role !== 'admin') throw notFound('Order');
  return order;
}
