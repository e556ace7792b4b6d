import type { Transaction } from '@campus/database/transaction';
import type { People, StaffMember } from '../use-cases/work.ts';

interface StaffRow {
  id: string;
  role: StaffMember['role'];
  is_active: boolean;
  version: number;
}

const IS_ERASED = 'select 1 from erased_users where id = ?';
const ACTIVE_STAFF = 'select id from staff where role = ? and is_active order by id';

/** What we know of people: copies fed by the events of auth. */
export function peopleTables(trx: Transaction): People {
  const staff = () => trx<StaffRow>('staff');
  const erasedUsers = () => trx<{ id: string; erased_at: Date }>('erased_users');
  const isErased = async (id: string) => (await trx.raw<{ rows: unknown[] }>(IS_ERASED, [id])).rows.length > 0;
  return {
    isErased,
    async isBarred(id) {
      const deactivated = await staff().where({ id, is_active: false }).first('id');
      return deactivated !== undefined || (await isErased(id));
    },
    async activeStaff(role) {
      const { rows } = await trx.raw<{ rows: StaffRow[] }>(ACTIVE_STAFF, [role]);
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
