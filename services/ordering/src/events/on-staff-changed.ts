import type { ReceivedEvent } from '@campus/contracts/event';
import type { staffChanged } from '@campus/contracts/people-events';
import { keepStaffMember } from '../use-cases/keep-staff-member.ts';
import type { Work } from '../use-cases/work.ts';

export async function onStaffChanged(work: Work, { data }: ReceivedEvent<typeof staffChanged>): Promise<void> {
  const { id, name, role, is_active, version } = data.staff;
  await keepStaffMember(work, { id, name, role, isActive: is_active, version });
}
