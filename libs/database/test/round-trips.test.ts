import { setTimeout as sleep } from 'node:timers/promises';
import { freshDatabase } from '@campus/testing/database';
import { beforeAll, expect, test } from 'vitest';
import type { Db } from '../src/connect.ts';
import { inOneWrite, type RawConnection, type Send } from '../src/round-trips.ts';
import { openSession } from '../src/session.ts';
import { statement } from '../src/statement.ts';
import { inTransaction } from '../src/transaction.ts';

let db: Db;

beforeAll(async () => {
  ({ db } = await freshDatabase('database', new URL('./migrations/', import.meta.url)));
});

/** A connection that writes down what is sent and when its stream is let go. */
function recorder() {
  const sent: string[] = [];
  const query: Send = (config, answered) => {
    sent.push(typeof config === 'string' ? config : config.text);
    answered(null, { command: '', rowCount: null, rows: [], oid: 0, fields: [] });
  };
  const stream = { cork: () => sent.push('('), uncork: () => sent.push(')'), destroy: () => sent.push('destroyed') };
  const connection: RawConnection = { query, connection: { stream } };
  return { sent, connection };
}

const oneStatement = statement('select 1 as one');

test('BEGIN goes out with the first statement, in one write with all that is asked in the same turn', async () => {
  const { sent, connection } = recorder();
  const session = openSession({ query: inOneWrite(connection) });
  expect(sent).toEqual([]);
  session.query({ text: 'select 1' }, () => undefined);
  session.query({ text: 'select 2' }, () => undefined);
  await sleep(1);
  await session.end('COMMIT');
  await sleep(1);
  expect(sent).toEqual(['(', 'BEGIN', 'select 1', 'select 2', ')', '(', 'COMMIT', ')']);
});

test('a transaction without a statement is none, whichever way it ends', async () => {
  const { sent, connection } = recorder();
  await openSession(connection).end('COMMIT');
  await openSession(connection).end('ROLLBACK');
  expect(sent).toEqual([]);
});

test('what comes while a transaction is being undone is refused, not done by itself', async () => {
  const late: Promise<unknown>[] = [];
  const failing = inTransaction(db, async (trx) => {
    await trx('dishes').first();
    process.nextTick(() => late.push(Promise.resolve(trx('dishes').insert({ name: 'late' })).catch(String)));
    throw new Error('thought better of it');
  });
  await expect(failing).rejects.toThrow('thought better of it');
  expect(await Promise.all(late)).toEqual([expect.stringContaining('The transaction has ended.')]);
  expect(await db('dishes').where({ name: 'late' })).toEqual([]);
});

test('after its end a transaction refuses statements: the connection is somebody else’s', async () => {
  const kept = await inTransaction(db, async (trx) => {
    await trx('dishes').first();
    return trx;
  });
  await expect(kept('dishes').first()).rejects.toThrow('The transaction has ended.');
  await expect(kept.raw('select 1')).rejects.toThrow('The transaction has ended.');
  await expect(oneStatement(kept)).rejects.toThrow('The transaction has ended.');
});

test('statements asked together run in the order in which they were asked', async () => {
  const seen = await inTransaction(db, async (trx) => {
    await trx.raw('create temporary sequence turns');
    const asked = Array.from({ length: 50 }, () => trx.raw(`select nextval('turns') as turn`));
    return (await Promise.all(asked)).map(({ rows }) => rows[0].turn);
  });
  expect(seen).toEqual(Array.from({ length: 50 }, (_, index) => index + 1));
});

test('one that fails among them undoes all, and the connection goes on', async () => {
  const failing = inTransaction(db, (trx) =>
    Promise.all([
      trx('dishes').insert({ name: 'undone' }),
      trx.raw('select 1 / 0'),
      trx('dishes').insert({ name: 'undone too' }),
    ]),
  );
  await expect(failing).rejects.toMatchObject({ code: '22012' });
  expect(await db('dishes').whereLike('name', 'undone%')).toEqual([]);
  await inTransaction(db, (trx) => trx('dishes').insert({ name: 'done' }));
  expect(await db('dishes').where({ name: 'done' })).toHaveLength(1);
});

test('a transaction that is undone after its first statement leaves nothing', async () => {
  const undone = inTransaction(db, async (trx) => {
    await trx('dishes').insert({ name: 'first' });
    throw new Error('thought better of it');
  });
  await expect(undone).rejects.toThrow('thought better of it');
  expect(await db('dishes').where({ name: 'first' })).toEqual([]);
});

test('connections that die at the beginning of a transaction fail it, and the next one has another', async () => {
  const dying = inTransaction(db, (trx) => trx.raw('select pg_terminate_backend(pg_backend_pid())'));
  await expect(dying).rejects.toThrow();
  expect(await inTransaction(db, async (trx) => (await trx.raw('select 1 as one')).rows[0].one)).toBe(1);
});
