import pg from 'pg';
import { servers } from './servers.ts';

/** Drops every test database, and then every test role, that `isDoomed` names. */
export async function dropDatabases(isDoomed: (names: string[]) => string[]): Promise<void> {
  const client = new pg.Client({ connectionString: servers.databaseAdminUrl, connectionTimeoutMillis: 5_000 });
  await client.connect();
  try {
    const databases = await client.query(
      `select datname as name from pg_database where datname like 'campus\\_test\\_%'`,
    );
    for (const name of isDoomed(databases.rows.map((row) => row.name))) {
      await client.query(`drop database if exists ${client.escapeIdentifier(name)} with (force)`);
    }
    const roles = await client.query(`select rolname as name from pg_roles where rolname like 'campus\\_test\\_%'`);
    for (const name of isDoomed(roles.rows.map((row) => row.name))) {
      await client.query(`drop role if exists ${client.escapeIdentifier(name)}`);
    }
  } finally {
    await client.end();
  }
}
