import { unauthenticated } from '@campus/errors/app-error';
import type { User } from '../domain/user.ts';
import type { Work } from './work.ts';

/** Throws 401 for a person who was erased: the access token outlives them by at most an hour. */
export async function lockUser(work: Work, id: string): Promise<User> {
  const user = await work.users.lock(id);
  if (!user) throw unauthenticated('This account does not exist any more.');
  return user;
}
