import type { Db } from '@campus/database/connect';
import { newId } from '@campus/database/ids';

export const PASSWORD = 'correct horse battery';
// Of PASSWORD, at cost 12.
const PASSWORD_HASH = '$2b$12$D48.S7ebCVvHeU4/Xp/ByOltyy57ogOZYfc71urfBQJn6W/9T5jay';

/** A staff member who is there already, without the quarter of a second that a hash takes. */
export async function seedStaff(db: Db, username: string, role: 'admin' | 'kitchen' | 'delivery' = 'admin') {
  const id = newId();
  await db('staff_users').insert({ id, username, password_hash: PASSWORD_HASH, role, name: username });
  return { id, username };
}
