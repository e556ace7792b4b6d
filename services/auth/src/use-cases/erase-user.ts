import { erase } from '../domain/user.ts';
import { lockUser } from './lock-user.ts';
import { revokeAllSessions } from './revoke-sessions.ts';
import type { Work } from './work.ts';

/** Forgets who the person was. The id stays, because orders keep it. */
export async function eraseUser(work: Work, id: string): Promise<void> {
  const locked = await lockUser(work, id);
  const { user, events } = erase(locked, work.clock());
  await work.users.save(user);
  await work.outbox.add(events);
  await revokeAllSessions(work, { personId: user.id, at: user.updatedAt });
}
