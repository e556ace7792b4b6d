import { keepNewest } from '@campus/database/keep-newest';
import type { Queries } from '@campus/database/transaction';
import type { Staff } from '../use-cases/work.ts';

/** Ordering's copy of the staff. */
export function staffTable(db: Queries): Staff {
  return {
    async find(id) {
      const row = await db('staff').where({ id }).first('id', 'name', 'role', 'is_active');
      return row && { id: row.id, name: row.name, role: row.role, isActive: row.is_active };
    },

    async keep({ id, name, role, isActive, version }) {
      await keepNewest(db, 'staff', { id, name, role, is_active: isActive, version });
    },
  };
}
