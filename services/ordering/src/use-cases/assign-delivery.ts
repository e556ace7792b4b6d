import { notFound } from '@campus/errors/app-error';
import { assign, unassign } from '../domain/delivery.ts';
import type { Order } from '../domain/order.ts';
import { lockForStaff, type StaffCommand } from './lock-for-staff.ts';
import { record } from './record.ts';
import type { Work } from './work.ts';

/** Gives a delivery to a delivery person. */
export async function assignDelivery(work: Work, command: StaffCommand & { staffId: string }): Promise<Order> {
  const order = await lockForStaff(work, command);
  const rider = await work.staff.find(command.staffId);
  if (!rider) throw notFound('Staff member');
  return record(work, assign(order, rider, command.by, work.now));
}

/** Takes the delivery back from the person who has it. */
export async function unassignDelivery(work: Work, command: StaffCommand): Promise<Order> {
  return record(work, unassign(await lockForStaff(work, command), command.by, work.now));
}
