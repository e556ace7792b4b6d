import { requireVersion } from '../domain/advance.ts';
import { reestimate } from '../domain/estimate.ts';
import type { Order } from '../domain/order.ts';
import { lockForStaff, type StaffCommand } from './lock-for-staff.ts';
import { record } from './record.ts';
import type { Work } from './work.ts';

/** The kitchen says when an order will be ready after all. */
export async function reestimateOrder(work: Work, command: StaffCommand & { readyTime: Date }): Promise<Order> {
  const order = await lockForStaff(work, command);
  requireVersion(order, command.version);
  return record(work, reestimate(order, command.readyTime, command.by, work.now));
}
