import type { Db } from '@campus/database/connect';
import { violatedUnique } from '@campus/database/database-error';
import type { Transaction } from '@campus/database/transaction';
import { conflict } from '@campus/errors/app-error';
import type { StaffMember } from '../domain/staff-member.ts';
import type { Staff } from '../use-cases/work.ts';
import { oneRow } from './one-row.ts';
import { rowOfStaff, type StaffRow, staffOf } from './staff-row.ts';

export function staffTable(trx: Transaction): Staff {
  const rows = () => trx<StaffRow>('staff_users');
  const locked = async (where: Partial<StaffRow>) => {
    const row = await rows().where(where).forUpdate().first();
    return row && staffOf(row);
  };
  return {
    lock: (id) => locked({ id }),
    lockByUsername: (username) => locked({ username }),
    async find(id) {
      const row = await rows().where({ id }).first();
      return row && staffOf(row);
    },
    lockActiveAdmins() {
      return rows().where({ role: 'admin', is_active: true }).orderBy('id').forUpdate().pluck('id');
    },
    async lockEmpty() {
      await trx.raw('lock table staff_users in share row exclusive mode');
      return (await rows().first('id')) === undefined;
    },
    async add(staff) {
      await rows().insert(rowOfStaff(staff)).catch(refuseTakenUsername);
    },
    async save(staff) {
      oneRow(
        await rows()
          .where({ id: staff.id, version: staff.version - 1 })
          .update(rowOfStaff(staff)),
      );
    },
  };
}

/** Outside a transaction, for the comparison of a password, which takes too long to hold one open. */
export async function findStaffByUsername(db: Db, username: string): Promise<StaffMember | undefined> {
  const row = await db<StaffRow>('staff_users').where({ username }).first();
  return row && staffOf(row);
}

function refuseTakenUsername(error: unknown): never {
  if (violatedUnique(error) !== 'staff_users_username_key') throw error;
  throw conflict('ALREADY_EXISTS', 'This username is taken.');
}
