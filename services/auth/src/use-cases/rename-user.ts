import { rename, type User } from '../domain/user.ts';
import { lockUser } from './lock-user.ts';
import type { Work } from './work.ts';

export async function renameUser(work: Work, { id, name }: { id: string; name: string }): Promise<User> {
  const locked = await lockUser(work, id);
  const { user, events } = rename(locked, { name, at: work.clock() });
  if (events.length === 0) return user;
  await work.users.save(user);
  await work.outbox.add(events);
  return user;
}
