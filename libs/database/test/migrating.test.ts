import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { pathToFileURL } from 'node:url';
import { freshDatabase } from '@campus/testing/database';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Db } from '../src/connect.ts';
import { migrateDatabase } from '../src/migrate.ts';
import { runMigrations } from '../src/run-migrations.ts';
import { inTransaction } from '../src/transaction.ts';

const today = new URL('./migrations/', import.meta.url);
const ADD_SPICE = 'export const up = (knex) => knex.raw("alter table dishes add column spice text");\n';

let db: Db;
let url: string;
let newer: string;

/** The version after today's: it adds a column. */
const tomorrow = () => pathToFileURL(`${newer}/`);

beforeEach(async () => {
  ({ db, url } = await freshDatabase('database', today));
  newer = await mkdtemp(join(tmpdir(), 'campus-migrations-'));
  const first = await db('knex_migrations').first('name');
  await writeFile(join(newer, `${first.name}.ts`), 'export const up = () => Promise.resolve();\n');
  await writeFile(join(newer, '20270101000000_dishes__spice.ts'), ADD_SPICE);
});

afterEach(() => rm(newer, { recursive: true }));

test('the version before migrates after a rollback: what it does not know stays', async () => {
  expect(await migrateDatabase(db, tomorrow())).toEqual(['20270101000000_dishes__spice']);
  expect(await migrateDatabase(db, today)).toEqual([]);
  await db('dishes').insert({ name: 'rice', spice: 'cumin' });
});

test('a migration that waits behind a long transaction lets the others pass, and is done when it ends', async () => {
  const { promise: report, resolve: end } = Promise.withResolvers<void>();
  const reading = inTransaction(db, async (trx) => {
    await trx('dishes').first();
    await report;
  });
  const migrating = runMigrations({ service: 'database', url, directory: tomorrow() });
  const passed: number[] = [];
  for (const until = performance.now() + 2_500; performance.now() < until; await sleep(50)) {
    const asked = performance.now();
    await db('dishes').insert({ name: 'rice' });
    passed.push(performance.now() - asked);
  }
  expect(Math.max(...passed)).toBeGreaterThan(500);
  expect(Math.max(...passed)).toBeLessThan(2_000);
  end();
  await Promise.all([reading, migrating]);
  await db('dishes').insert({ name: 'rice', spice: 'cumin' });
});

test('an index can be made while everybody writes: outside of a transaction, concurrently', async () => {
  const index = 'export const up = (knex) => knex.raw("create index concurrently dishes_name on dishes (name)");\n';
  await writeFile(
    join(newer, '20270102000000_dishes__index.ts'),
    `${index}export const config = { transaction: false };\n`,
  );
  await runMigrations({ service: 'database', url, directory: tomorrow() });
  const { rows } = await db.raw("select indisvalid from pg_index where indexrelid = 'dishes_name'::regclass");
  expect(rows).toEqual([{ indisvalid: true }]);
});
