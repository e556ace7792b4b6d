import type { ReceivedEvent } from '@campus/contracts/event';
import type { staffChanged } from '@campus/contracts/people-events';
import { rememberStaff } from '../use-cases/remember-staff.ts';
import type { Work } from '../use-cases/work.ts';

export async function onStaffChanged(work: Work, { data }: ReceivedEvent<typeof staffChanged>): Promise<void> {
  const { id, role, is_active: isActive, version } = data.staff;
  await rememberStaff(work, { id, role, isActive, version });
}
