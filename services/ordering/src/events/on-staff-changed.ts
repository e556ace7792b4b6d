import type { ReceivedEvent } from '@campus/contracts/event';
import type { staffChanged } from '@campus/contracts/people-events';
import type { Work } from '../use-cases/work.ts';

export async function onStaffChanged(work: Work, { data }: ReceivedEvent<typeof staffChanged>): Promise<void> {
  const { id, name, role, is_active, version } = data.staff;
  await work.staff.keep({ id, name, role, isActive: is_active, version });
}
