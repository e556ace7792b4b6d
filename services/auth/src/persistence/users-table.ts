import type { Transaction } from '@campus/database/transaction';
import type { User } from '../domain/user.ts';
import type { Users } from '../use-cases/work.ts';
import { oneRow } from './one-row.ts';

interface UserRow {
  id: string;
  phone: string;
  name: string | null;
  is_active: boolean;
  erased_at: Date | null;
  created_at: Date;
  updated_at: Date;
  version: number;
}

export function usersTable(trx: Transaction): Users {
  const locked = async (where: Partial<UserRow>) => {
    const row = await trx<UserRow>('users').where(where).whereNull('erased_at').forUpdate().first();
    return row && userOf(row);
  };
  return {
    lock: (id) => locked({ id }),
    lockByPhone: (phone) => locked({ phone }),
    async add(user) {
      const added = await trx<UserRow>('users').insert(rowOf(user)).onConflict('phone').ignore().returning('id');
      return added.length === 1;
    },
    async save(user) {
      oneRow(
        await trx<UserRow>('users')
          .where({ id: user.id, version: user.version - 1 })
          .update(rowOf(user)),
      );
    },
  };
}

function userOf(row: UserRow): User {
  return {
    id: row.id,
    phone: row.phone,
    name: row.name,
    isActive: row.is_active,
    erasedAt: row.erased_at,
    createdAt: row.created_at,
    updatedAt: row.updated_at,
    version: row.version,
  };
}

function rowOf(user: User): UserRow {
  return {
    id: user.id,
    phone: user.phone,
    name: user.name,
    is_active: user.isActive,
    erased_at: user.erasedAt,
    created_at: user.createdAt,
    updated_at: user.updatedAt,
    version: user.version,
  };
}
