import type { Db } from '@campus/database/connect';
import type { Platform } from './platform.ts';

/** The tables, of all services, that have one of these texts in any column of any row. */
export async function storedAnywhere({ databases }: Platform, texts: string[]): Promise<string[]> {
  const found = await Promise.all(
    Object.entries(databases).map(async ([service, db]) => {
      const tables = await tablesOf(db);
      const holding = await Promise.all(tables.map((table) => holds(db, { table, texts })));
      return tables.filter((_, index) => holding[index]).map((table) => `${service}.${table}`);
    }),
  );
  return found.flat();
}

async function tablesOf(db: Db): Promise<string[]> {
  return db('information_schema.tables')
    .where({ table_schema: 'public', table_type: 'BASE TABLE' })
    .pluck('table_name');
}

async function holds(db: Db, { table, texts }: { table: string; texts: string[] }): Promise<boolean> {
  const anyOf = texts.map(() => 't::text like ?').join(' or ');
  const { rows } = await db.raw(`select 1 from ?? as t where ${anyOf} limit 1`, [
    table,
    ...texts.map((text) => `%${text}%`),
  ]);
  return rows.length > 0;
}
