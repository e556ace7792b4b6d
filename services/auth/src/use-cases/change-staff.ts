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

export async function changeStaff(desk: StaffDesk, command: ChangeStaff): Promise<StaffMember> {
  const { adminId, staffId, asked, password } = command;
  const passwordHash = password && (await desk.passwords.hash(password));
  const staff = await desk.transact(async (work) => {
    await requireActingAdmin(work, adminId);
    const locked = await work.staff.lock(staffId);
    if (!locked) throw notFound('Staff member');
    if (password) refuseUsernameAsPassword({ username: locked.username, password });
    return storeChange(work, { staff: locked, asked: passwordHash ? { ...asked, passwordHash } : asked });
  });
  const { role, isActive } = staff;
  const outcome = { role, is_active: isActive, new_password: password !== undefined };
  desk.security.note('staff_changed', { by: adminId, person_id: staffId, ...outcome });
  return staff;
}

/** For a staff member whose row is locked. */
export async function storeChange(
  work: Work,
  { staff, asked }: { staff: StaffMember; asked: StaffChange },
): Promise<StaffMember> {
  const changed = change(staff, asked, work.clock());
  if (changed.events.length === 0) return staff;
  await work.staff.save(changed.staff);
  await work.outbox.add(changed.events);
  if (changed.endsSessionsAt) await revokeAllSessions(work, { personId: staff.id, at: changed.endsSessionsAt });
  return changed.staff;
}
