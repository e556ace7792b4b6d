import { readdir } from 'node:fs/promises';
import pg from 'pg';

/**
 * The migrations of `directory` that the database does not have yet. A database that cannot be asked, or has never been migrated,
 * lacks all of them; one that has more than this program knows lacks none (the old version runs beside the new schema).
 */
export async function missingMigrations(url: string, directory: string): Promise<string[]> {
  const files = await readdir(directory);
  const wanted = files.filter((file) => file.endsWith('.ts')).map((file) => file.replace(/\.ts$/, ''));
  const applied = await appliedMigrations(url).catch(() => new Set<string>());
  return wanted.filter((name) => !applied.has(name)).sort();
}

async function appliedMigrations(url: string): Promise<Set<string>> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 3_000, query_timeout: 3_000 });
  await client.connect();
  try {
    const { rows } = await client.query<{ name: string }>('select name from knex_migrations');
    return new Set(rows.map(({ name }) => name));
  } finally {
    await client.end();
  }
}
