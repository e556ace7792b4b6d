import type { ReceivedEvent } from '@campus/contracts/event';
import type { userChanged } from '@campus/contracts/people-events';
import { forgetUser } from '../use-cases/forget-user.ts';
import type { Work } from '../use-cases/work.ts';

export async function onUserChanged(work: Work, { data }: ReceivedEvent<typeof userChanged>): Promise<void> {
  if (data.user.is_erased) await forgetUser(work, data.user.id);
}
