import type { SecurityLog } from '@campus/http/security-log';
import { erase } from '../domain/user.ts';
import { lockUser } from './lock-user.ts';
import { revokeAllSessions } from './revoke-sessions.ts';
import type { Transact } from './work.ts';

/** Forgets who the person was. The id stays, because orders keep it. */
export async function eraseUser(
  { transact, security }: { transact: Transact; security: SecurityLog },
  id: string,
): Promise<void> {
  await transact(async (work) => {
    const locked = await lockUser(work, id);
    const { user, events } = erase(locked, work.clock());
    await work.users.save(user);
    await work.users.forgetPast(id);
    await work.outbox.add(events);
    await revokeAllSessions(work, { personId: user.id, at: user.updatedAt });
  });
  security.note('user_erased', { person_id: id });
}
