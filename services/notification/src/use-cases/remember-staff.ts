import type { StaffMember, Work } from './work.ts';

/** Keeps the newest state of a staff member; whoever is deactivated has no devices any more. */
export async function rememberStaff(work: Work, member: StaffMember): Promise<void> {
  const isNews = await work.people.rememberStaff(member);
  if (isNews && !member.isActive) await work.deviceTokens.removeOf(member.id);
}
