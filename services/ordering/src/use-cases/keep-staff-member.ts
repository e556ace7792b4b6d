import { losesRider, type StaffMember } from '../domain/delivery.ts';
import { record } from './record.ts';
import type { Work } from './work.ts';

/** Auth told of a staff member. Someone who may not deliver any more leaves no job behind that nobody sees. */
export async function keepStaffMember(work: Work, member: StaffMember & { version: number }): Promise<void> {
  await work.staff.keep(member);
  const current = await work.staff.find(member.id);
  if (current?.isActive && current.role === 'delivery') return;
  for (const orderId of await work.orders.openJobsOf(member.id)) {
    const order = await work.orders.lock(orderId);
    await record(work, losesRider(order, work.now));
  }
}
