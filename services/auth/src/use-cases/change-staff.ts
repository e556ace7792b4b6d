import { notFound } from '@campus/errors/app-error';
import { refuseUsernameAsPassword } from '../domain/password.ts';
import { change, type StaffChange, type StaffMember } from '../domain/staff-member.ts';
import type { StaffDesk } from './add-staff.ts';
import { requireActingAdmin } from './require-acting-admin.ts';
import { revokeAllSessions } from './revoke-sessions.ts';
import type { Work } from './work.ts';

export interface ChangeStaff {
  adminId: string;
  staffId: string;
  asked: Omit<StaffChange, 'passwordHash'>;
  password?: string | undefined;
}

export async function changeStaff({ transact, passwords }: StaffDesk, command: ChangeStaff): Promise<StaffMember> {
  const { adminId, staffId, asked, password } = command;
  const passwordHash = password && (await passwords.hash(password));
  return transact(async (work) => {
    await requireActingAdmin(work, adminId);
    const staff = await work.staff.lock(staffId);
    if (!staff) throw notFound('Staff member');
    if (password) refuseUsernameAsPassword({ username: staff.username, password });
    return storeChange(work, { staff, asked: passwordHash ? { ...asked, passwordHash } : asked });
  });
}

/** For a staff member whose row is locked. */
export async function storeChange(
  work: Work,
  { staff, asked }: { staff: StaffMember; asked: StaffChange },
): Promise<StaffMember> {
  const changed = change(staff, asked, work.now);
  if (changed.events.length === 0) return staff;
  await work.staff.save(changed.staff);
  await work.outbox.add(changed.events);
  if (changed.endsSessions) await revokeAllSessions(work, staff.id);
  return changed.staff;
}
