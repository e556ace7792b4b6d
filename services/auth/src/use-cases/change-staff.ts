import { notFound } from '@campus/errors/app-error';
import { refuseUsernameAsPassword } from '../domain/password.ts';
import { change, mayRemoveAdmin, refuseLastAdmin, type StaffChange, type StaffMember } from '../domain/staff-member.ts';
import type { StaffDesk } from './add-staff.ts';
import { noteStaffChange } from './note-staff-change.ts';
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
  const { asked, password } = command;
  const passwordHash = password && (await desk.passwords.hash(password));
  const { before, after } = await desk.transact(async (work) => {
    const before = await lockForChange(work, command);
    if (password) refuseUsernameAsPassword({ username: before.username, password });
    return {
      before,
      after: await storeChange(work, { staff: before, asked: passwordHash ? { ...asked, passwordHash } : asked }),
    };
  });
  noteStaffChange(desk.security, { adminId: command.adminId, before, after });
  return after;
}

// The admins' rows come first and in the order of their ids, so that two admins who remove each other wait instead of blocking.
async function lockForChange(work: Work, { adminId, staffId, asked }: ChangeStaff): Promise<StaffMember> {
  const admins = mayRemoveAdmin(asked) ? await work.staff.lockActiveAdmins() : [];
  await requireActingAdmin(work, adminId);
  const staff = await work.staff.lock(staffId);
  if (!staff) throw notFound('Staff member');
  refuseLastAdmin(staff, admins);
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
