import { statement } from '@campus/database/statement';
import type { Transaction } from '@campus/database/transaction';
import type { People, StaffMember } from '../use-cases/work.ts';

interface StaffRow {
  id: string;
  role: StaffMember['role'];
  is_active: boolean;
  version: number;
}

const activeStaffStatement = statement<Pick<StaffRow, 'id'>>(
  'select id from staff where role = :role and is_active order by id',
);

/** What we know of people: copies fed by the events of auth. */
export function peopleTables(trx: Transaction): People {
  const staff = () => trx<StaffRow>('staff');
  const erasedUsers = () => trx<{ id: string; erased_at: Date }>('erased_users');
  return {
    async isBarred(id) {
      const deactivated = await staff().where({ id, is_active: false }).first('id');
      return deactivated !== undefined || (await erasedUsers().where({ id }).first('id')) !== undefined;
    },
    async activeStaff(role) {
      const { rows } = await activeStaffStatement(trx, { role });
      return rows.map(({ id }) => id);
    },
    async rememberStaff({ id, role, isActive, version }) {
      const stored = await staff()
        .insert({ id, role, is_active: isActive, version })
        .onConflict('id')
        .merge()
        .where('staff.version', '<', version)
        .returning('id');
      return stored.length === 1;
    },
    async markErased(id, at) {
      await erasedUsers().insert({ id, erased_at: at }).onConflict('id').ignore();
    },
  };
}
