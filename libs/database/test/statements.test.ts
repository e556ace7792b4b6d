import { freshDatabase } from '@campus/testing/database';
import { beforeAll, expect, test } from 'vitest';
import type { Db } from '../src/connect.ts';
import { statement } from '../src/statement.ts';
import { inTransaction, type Queries } from '../src/transaction.ts';

let db: Db;

beforeAll(async () => {
  ({ db } = await freshDatabase('database', new URL('./migrations/', import.meta.url)));
});

const prepared = async (trx: Queries) => {
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

const cook = statement<{ name: string }>(`
  insert into dishes (name) select :name || to_char(:at::time, 'HH24:MI') where :name <> '' returning name`);

test('a written statement runs in its transaction or alone, its names where their values go', async () => {
  const values = { name: 'rice ', at: '10:30' };
  expect((await cook(db, values)).rows).toEqual([{ name: 'rice 10:30' }]);
  const undone = inTransaction(db, async (trx) => {
    expect((await cook(trx, values)).rowCount).toBe(1);
    throw new Error('thought better of it');
  });
  await expect(undone).rejects.toThrow('thought better of it');
  expect(await db('dishes').where({ name: 'rice 10:30' })).toHaveLength(1);
  expect((await cook(db, { ...values, name: '' })).rows).toEqual([]);
});

test('the error of a written statement names it, and the pool goes on', async () => {
  await expect(cook(db, { name: 'rice', at: 'noon' })).rejects.toMatchObject({
    code: '22007',
    message: expect.stringMatching(/insert into dishes[\s\S]* - /),
  });
  expect((await cook(db, { name: 'dal ', at: '11:00' })).rowCount).toBe(1);
});
