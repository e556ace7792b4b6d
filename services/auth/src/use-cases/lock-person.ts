import type { Person, SubjectKind } from '../domain/session.ts';
import type { StaffMember } from '../domain/staff-member.ts';
import type { User } from '../domain/user.ts';
import type { Work } from './work.ts';

/**
 * The person behind a session, if still welcome. The row lock is what orders everything that happens to one person's
 * sessions: without it a logout or a change of role could miss a token that a refresh is just adding.
 */
export async function lockPerson(
  work: Work,
  { id, kind }: { id: string; kind: SubjectKind },
): Promise<Person | undefined> {
  if (kind === 'consumer') {
    const user = await work.users.lock(id);
    return user?.isActive ? personOfUser(user) : undefined;
  }
  const staff = await work.staff.lock(id);
  return staff?.isActive ? personOfStaff(staff) : undefined;
}

export function personOfUser(user: User): Person {
  return { id: user.id, kind: 'consumer', role: 'consumer', sessionsRevokedAt: null };
}

export function personOfStaff({ id, role, sessionsRevokedAt }: StaffMember): Person {
  return { id, kind: 'staff', role, sessionsRevokedAt };
}
