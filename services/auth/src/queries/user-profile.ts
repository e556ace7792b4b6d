import type { Db } from '@campus/database/connect';

export interface UserProfile {
  id: string;
  phone: string;
  name: string | null;
  created_at: Date;
  updated_at: Date;
}

/** Undefined for an erased person. */
export function userProfile(db: Db, id: string): Promise<UserProfile | undefined> {
  return db<UserProfile & { erased_at: Date | null }>('users')
    .where({ id })
    .whereNull('erased_at')
    .first('id', 'phone', 'name', 'created_at', 'updated_at');
}
