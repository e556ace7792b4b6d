import type { SecurityLog } from '@campus/http/security-log';
import { refuseUsernameAsPassword } from '../domain/password.ts';
import { hire, type StaffMember, type StaffRole } from '../domain/staff-member.ts';
import type { Passwords } from './ports.ts';
import { requireActingAdmin } from './require-acting-admin.ts';
import type { Transact, Work } from './work.ts';

export interface NewStaff {
  username: string;
  password: string;
  name: string;
  role: StaffRole;
}

export interface StaffDesk {
  transact: Transact;
  passwords: Passwords;
  security: SecurityLog;
}

/** The password is hashed before the transaction: it takes a quarter of a second. */
export async function addStaff(
  { transact, passwords, security }: StaffDesk,
  { adminId, newcomer }: { adminId: string; newcomer: NewStaff },
): Promise<StaffMember> {
  refuseUsernameAsPassword(newcomer);
  const passwordHash = await passwords.hash(newcomer.password);
  const staff = await transact(async (work) => {
    await requireActingAdmin(work, adminId);
    return storeNewStaff(work, { ...newcomer, passwordHash });
  });
  security.note('staff_added', { by: adminId, person_id: staff.id, role: staff.role });
  return staff;
}

export async function storeNewStaff(
  work: Work,
  { username, name, role, passwordHash }: Omit<NewStaff, 'password'> & { passwordHash: string },
): Promise<StaffMember> {
  const { staff, events } = hire({ id: work.newId(), username, name, role, passwordHash }, work.clock());
  await work.staff.add(staff);
  await work.outbox.add(events);
  return staff;
}
