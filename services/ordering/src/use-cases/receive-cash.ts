import { requireVersion } from '../domain/advance.ts';
import type { Order } from '../domain/order.ts';
import { receiveCash as receive } from '../domain/payment.ts';
import { lockForStaff, type StaffCommand } from './lock-for-staff.ts';
import { record } from './record.ts';
import type { Work } from './work.ts';

/** Someone at the counter took the money for a cash order. */
export async function receiveCash(work: Work, command: StaffCommand): Promise<Order> {
  const order = await lockForStaff(work, command);
  requireVersion(order, command.version);
  return record(work, receive(order, command.by, work.now));
}
