import { freshDatabase } from '@campus/testing/database';
import { beforeAll, beforeEach, expect, test } from 'vitest';
import type { Db } from '../src/connect.ts';
import { createSharedTransactions } from '../src/shared-transactions.ts';
import type { Transaction } from '../src/transaction.ts';

let db: Db;

beforeAll(async () => {
  ({ db } = await freshDatabase('database', new URL('./migrations/', import.meta.url)));
});

beforeEach(() => db('dishes').delete());

const cook = (name: string) => (trx: Transaction) => trx('dishes').insert({ name });

/** The names that are stored, with the transaction that stored each. */
async function stored(): Promise<{ name: string; xmin: string }[]> {
  const { rows } = await db.raw('select name, xmin::text from dishes order by name');
  return rows;
}

test('who comes alone has a transaction of its own, who come meanwhile share the next', async () => {
  const shared = createSharedTransactions(db, { most: 3 });
  await Promise.all(['a', 'b', 'c', 'd', 'e'].map((name) => shared(cook(name))));
  const [a, b, c, d, e] = (await stored()).map(({ xmin }) => xmin);
  expect(new Set([a, b, e]).size).toBe(3);
  expect([c, d]).toEqual([b, b]);
});

test('each gets its own result, after the commit', async () => {
  const shared = createSharedTransactions(db);
  const seen = await Promise.all(
    ['a', 'b', 'c'].map(async (name) => {
      const result = await shared(async (trx) => {
        await cook(name)(trx);
        return `${name} is done`;
      });
      const [row] = await db('dishes').where({ name });
      return [result, row?.name];
    }),
  );
  expect(seen).toEqual(['a', 'b', 'c'].map((name) => [`${name} is done`, name]));
});

test('a fault stays with its own part: the others are done once, and it is told what went wrong', async () => {
  const shared = createSharedTransactions(db);
  const results = await Promise.allSettled([
    shared(cook('first')),
    shared(cook('second')),
    shared(async (trx) => {
      await cook('half')(trx);
      throw new Error('burnt');
    }),
    shared(async (trx) => {
      await trx.raw('select 1 / 0').catch(() => 'swallowed');
    }),
    shared(cook('third')),
  ]);
  expect(results.map(({ status }) => status)).toEqual(['fulfilled', 'fulfilled', 'rejected', 'rejected', 'fulfilled']);
  expect(results[2]).toMatchObject({ reason: { message: 'burnt' } });
  expect(results[3]).toMatchObject({ reason: { code: '25P02' } });
  expect((await stored()).map(({ name }) => name)).toEqual(['first', 'second', 'third']);
});

test('while the database is away all who share hear of it at once', async () => {
  const shared = createSharedTransactions(db);
  const away = Object.assign(new Error('gone'), { code: 'ECONNREFUSED' });
  const runs = { count: 0 };
  const failing = () => {
    runs.count += 1;
    return Promise.reject(away);
  };
  const results = await Promise.allSettled([1, 2, 3, 4, 5].map(() => shared(failing)));
  expect(results.every((result) => result.status === 'rejected' && result.reason === away)).toBe(true);
  expect(runs.count).toBe(2);
});

test('side by side the statements of all parts travel together, and a fault still stays with its own part', async () => {
  const shared = createSharedTransactions(db, { sideBySide: true });
  const steps: string[] = [];
  const inTwoSteps = (name: string) =>
    shared(async (trx) => {
      await trx.raw('select 1');
      steps.push(`${name} asked`);
      await cook(name)(trx);
      steps.push(`${name} cooked`);
    });
  const results = await Promise.allSettled([
    inTwoSteps('first'),
    inTwoSteps('second'),
    inTwoSteps('third'),
    shared(async (trx) => {
      await cook('half')(trx);
      throw new Error('burnt');
    }),
  ]);
  expect(results.map(({ status }) => status)).toEqual(['fulfilled', 'fulfilled', 'fulfilled', 'rejected']);
  expect(results[3]).toMatchObject({ reason: { message: 'burnt' } });
  expect(steps.indexOf('third asked')).toBeLessThan(steps.indexOf('second cooked'));
  expect((await stored()).map(({ name }) => name)).toEqual(['first', 'second', 'third']);
});
