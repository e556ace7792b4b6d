import type { Db } from '@campus/database/connect';
import type { Transaction } from '@campus/database/transaction';
import { redactPublished } from '@campus/outbox/redact';
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

/** Where `user.changed` has the name. */
const NAME_IN_EVENTS = [['data', 'user', 'name']];

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
    async forgetPast(id) {
      await redactPublished(trx, { aggregateType: 'user', ids: [id], paths: NAME_IN_EVENTS });
    },
  };
}

/** What `forgetPast` could not reach, because the relay was just publishing it. */
export function forgetErasedNames(db: Db): Promise<number> {
  const ids = db('users').whereRaw("erased_at > now() - interval '15 days'").select(db.raw('id::text'));
  return redactPublished(db, { aggregateType: 'user', ids, paths: NAME_IN_EVENTS });
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
