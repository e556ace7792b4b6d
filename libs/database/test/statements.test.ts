import { freshDatabase } from '@campus/testing/database';
import { beforeAll, expect, test } from 'vitest';
import type { Db } from '../src/connect.ts';
import { inTransaction } from '../src/transaction.ts';

let db: Db;

beforeAll(async () => {
  ({ db } = await freshDatabase('database', new URL('./migrations/', import.meta.url)));
});

const prepared = async (trx: Db) => {
  const { rows } = await trx.raw('select statement from pg_prepared_statements');
  return rows.map(({ statement }: { statement: string }) => statement);
};

test('a statement with values is prepared once for its connection, one without is not', async () => {
  await inTransaction(db, async (trx) => {
    await trx('dishes').where({ name: 'a' }).first('name');
    await trx('dishes').where({ name: 'b' }).first('name');
    await trx.raw('select name from dishes');
    const statements = await prepared(trx);
    expect(statements.filter((text: string) => text.includes('dishes'))).toEqual([
      'select "name" from "dishes" where "name" = $1 limit $2',
    ]);
  });
});

test('a column that a migration adds does not trouble those who select everything', async () => {
  await inTransaction(db, async (trx) => {
    await trx('dishes').where({ name: 'a' });
    await trx('dishes').where({ name: 'a' }).first('name');
    await trx.raw('alter table dishes add column spice text');
    await trx('dishes').where({ name: 'a' });
    await trx('dishes').where({ name: 'a' }).first('name');
    await trx('dishes').where({ name: 'a' }).count('*');
  });
});

test('a commit that PostgreSQL answers with a rollback is an error, and the connection goes on', async () => {
  const swallowing = inTransaction(db, async (trx) => {
    await trx('dishes').insert({ name: 'lost' });
    await trx.raw('select 1 / 0').catch(() => 'swallowed');
    return 'done';
  });
  await expect(swallowing).rejects.toMatchObject({ code: '25P02' });
  expect(await db('dishes').where({ name: 'lost' })).toEqual([]);
  expect(await inTransaction(db, async () => 'done')).toBe('done');
});
