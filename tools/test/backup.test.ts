import { execFileSync, spawnSync } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { appendFileSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import { grantRuntimeRole } from '@campus/database/grant-runtime-role';
import { provisionRole } from '@campus/database/provision-role';
import { atEnd } from '@campus/testing/at-end';
import { freshDatabase } from '@campus/testing/database';
import pg from 'pg';
import { beforeAll, describe, expect, test } from 'vitest';
import { postgresProgram } from '../src/platform/server-programs.ts';
import { ROOT } from '../src/platform/settings.ts';

const ADMIN = process.env.TEST_DATABASE_ADMIN_URL ?? 'postgres://postgres@127.0.0.1:5432/postgres';
const MIGRATIONS = new URL('../../services/catalog/migrations/', import.meta.url);
const DISHES = `
  insert into categories select gen_random_uuid(), 'category ' || n, n, true, null, 1, now() from generate_series(1, 20) n;
  insert into menu_items (id, category_id, name, price, version, created_at, updated_at)
    select gen_random_uuid(), id, name || ' — "dosa", ''vada'', ₹', 12.50 + display_order, 1, now(), now() from categories;`;

const ASPECTS = {
  columns: `select table_name, column_name, data_type, column_default, is_nullable from information_schema.columns
    where table_schema = 'public' order by 1, 2`,
  constraints: `select conrelid::regclass::text, conname, pg_get_constraintdef(oid) from pg_constraint
    where connamespace = 'public'::regnamespace order by 1, 2`,
  indexes: `select indexname, indexdef from pg_indexes where schemaname = 'public' order by 1`,
  sequences: `select sequencename, last_value from pg_sequences order by 1`,
  privileges: `select relname, pg_get_userbyid(relowner), relacl::text from pg_class
    where relnamespace = 'public'::regnamespace order by 1`,
  schema: `select nspacl::text, pg_get_userbyid(nspowner) from pg_namespace where nspname = 'public'`,
};

const backups = mkdtempSync(join(tmpdir(), 'backups-'));
let database: string;
let url: string;
let runtimeUrl: string;
let role: string;

async function inDatabase(sql: string, address = url): Promise<pg.QueryResult> {
  const client = new pg.Client({ connectionString: address });
  await client.connect();
  try {
    return await client.query(sql);
  } finally {
    await client.end();
  }
}

/** All that a database holds and who may do what with it: rows by content, columns, constraints, indexes, privileges. */
async function everythingIn(address: string): Promise<Record<string, unknown>> {
  const client = new pg.Client({ connectionString: address });
  await client.connect();
  try {
    const { rows: tables } = await client.query(
      `select tablename as name from pg_tables where schemaname = 'public' order by 1`,
    );
    const contents = tables.map(
      ({ name }) => `select '${name}', count(*)::text, md5(string_agg(t::text, '|' order by t::text)) from "${name}" t`,
    );
    const found: [string, unknown][] = [];
    for (const [aspect, sql] of Object.entries({ ...ASPECTS, contents: contents.join(' union all ') || 'select' }))
      found.push([aspect, (await client.query({ text: sql, rowMode: 'array' })).rows]);
    return Object.fromEntries(found);
  } finally {
    await client.end();
  }
}

function run(script: string, args: string[] = [], env: Record<string, string> = {}) {
  const programs = dirname(postgresProgram('pg_dump') ?? '');
  return spawnSync(join(ROOT, 'deploy', script), args, {
    encoding: 'utf8',
    env: {
      PATH: `${programs}${delimiter}${process.env.PATH}`,
      DATABASE_ADMIN_URL: ADMIN,
      DATABASE_PREFIX: database,
      BACKUP_DIR: backups,
      ...env,
    },
  });
}

beforeAll(async () => {
  url = (await freshDatabase('backup_catalog', MIGRATIONS)).url;
  database = new URL(url).pathname.slice(1);
  role = `app_${randomUUID().slice(0, 8)}`;
  await provisionRole(ADMIN, { role, password: 'runtime' });
  await grantRuntimeRole(url, role);
  await inDatabase(DISHES);
  const asRuntime = new URL(url);
  asRuntime.username = role;
  asRuntime.password = 'runtime';
  runtimeUrl = asRuntime.href;
  const asAdmin = new URL(ADMIN);
  asAdmin.pathname = `/${database}`;
  atEnd(async () => {
    rmSync(backups, { recursive: true, force: true });
    await inDatabase(`drop owned by ${role}`, asAdmin.href);
    await inDatabase(`drop role ${role}`, ADMIN);
  });
});

describe('a backup', () => {
  let backup: string;
  let metrics: string;
  let before: Record<string, unknown>;
  beforeAll(async () => {
    before = await everythingIn(url);
    metrics = mkdtempSync(join(tmpdir(), 'textfile-'));
    backup = run('backup.sh', [], { METRICS_DIR: metrics }).stdout.trim();
  });

  test('is one directory that only its owner opens, with a dump of each database and its sums', () => {
    expect(readdirSync(backups)).toEqual([backup.split('/').at(-1)]);
    expect(readdirSync(backup).sort()).toEqual(['SHA256SUMS', `${database}.dump`]);
    expect(statSync(backup).mode & 0o077).toBe(0);
  });

  test('tells when it succeeded, for the alert of one that is too old', () => {
    const [, seconds] = readFileSync(join(metrics, 'backup.prom'), 'utf8')
      .trim()
      .split('backup_last_success_timestamp_seconds ');
    expect(Number(seconds)).toBeGreaterThan(Date.parse('2026-01-01') / 1_000);
    expect(readdirSync(metrics)).toEqual(['backup.prom']);
    rmSync(metrics, { recursive: true });
  });

  test('brings back everything: rows, schema and who may do what, whatever has happened since', async () => {
    await inDatabase(`
      delete from menu_items where price > 20;
      update categories set name = name || '!';
      alter table menu_items drop column description;
      create table made_later (id int);
      insert into knex_migrations (name, batch, migration_time) values ('29990101000000_later', 99, now())`);
    expect(await everythingIn(url)).not.toEqual(before);
    const restore = run('restore.sh', [backup]);
    expect(restore.stdout).toBe(`${database} restored\n`);
    expect(await everythingIn(url)).toEqual(before);
  });

  test('brings back an empty database after a disaster', async () => {
    await inDatabase('drop schema public cascade; create schema public', ADMIN.replace(/\/[^/]*$/, `/${database}`));
    expect((await everythingIn(url)).columns).toEqual([]);
    expect(run('restore.sh', [backup, database]).status).toBe(0);
    expect(await everythingIn(url)).toEqual(before);
    const { rows } = await inDatabase('select count(*)::int as dishes from menu_items', runtimeUrl);
    expect(rows).toEqual([{ dishes: 20 }]);
  });

  test('that fails half-way has changed nothing', async () => {
    await inDatabase(`insert into categories values (gen_random_uuid(), 'newer', 99, true, null, 1, now())`);
    // The grants come last in a dump: without the role everything before them is undone.
    await inDatabase(`alter role ${role} rename to ${role}_away`, ADMIN);
    const newer = await everythingIn(url);
    const failed = run('restore.sh', [backup]);
    expect(failed.stderr).toContain(`role "${role}" does not exist`);
    expect(failed.status).not.toBe(0);
    expect(await everythingIn(url)).toEqual(newer);
    await inDatabase(`alter role ${role}_away rename to ${role}`, ADMIN);
  });

  test('that was damaged is refused before anything happens', async () => {
    const damaged = mkdtempSync(join(tmpdir(), 'damaged-'));
    execFileSync('cp', ['-r', `${backup}/.`, damaged]);
    appendFileSync(join(damaged, `${database}.dump`), 'x');
    const before = await everythingIn(url);
    expect(run('restore.sh', [damaged]).stdout).toContain('FAILED');
    expect(await everythingIn(url)).toEqual(before);
    rmSync(damaged, { recursive: true });
  });

  test('of nothing is refused, and leaves nothing behind', () => {
    const found = readdirSync(backups);
    expect(run('backup.sh', [], { DATABASE_PREFIX: 'nobody_has_this_' }).status).toBe(1);
    expect(readdirSync(backups)).toEqual(found);
  });

  test('that is not there is not restored', () => {
    expect(run('restore.sh', [backup, 'other_database']).stderr).toContain('has no other_database');
  });
});
