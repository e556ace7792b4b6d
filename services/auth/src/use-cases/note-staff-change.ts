import type { SecurityLog } from '@campus/http/security-log';
import type { StaffMember } from '../domain/staff-member.ts';

/** One security event for each thing that is different now. */
export function noteStaffChange(
  security: SecurityLog,
  { adminId, before, after }: { adminId: string; before: StaffMember; after: StaffMember },
): void {
  const who = { by: adminId, person_id: after.id };
  if (after.role !== before.role) security.note('role_changed', { ...who, from: before.role, to: after.role });
  if (after.passwordHash !== before.passwordHash) security.note('password_changed', who);
  if (after.isActive === before.isActive) return;
  security.note(after.isActive ? 'staff_reactivated' : 'staff_deactivated', who);
}
