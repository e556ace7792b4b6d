import type { Queries } from './transaction.ts';

/**
 * Keeps a copy of another service's thing: inserts the row, or replaces it when the copy is older (by `version`), so that
 * events may come in any order and more than once (messaging.md 2.6, gate A).
 */
export async function keepNewest(
  db: Queries,
  table: string,
  row: { id: string; version: number } & Record<string, unknown>,
) {
  await db(table).insert(row).onConflict('id').merge().where(`${table}.version`, '<', row.version);
}
