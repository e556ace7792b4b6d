import { acknowledge } from '../domain/estimate.ts';
import type { Order } from '../domain/order.ts';
import { lockForStaff, type StaffCommand } from './lock-for-staff.ts';
import { record } from './record.ts';
import type { Work } from './work.ts';

/** A kitchen screen says that somebody saw the order. */
export async function acknowledgeOrder(work: Work, command: StaffCommand): Promise<Order> {
  return record(work, acknowledge(await lockForStaff(work, command), command.by, work.now));
}
