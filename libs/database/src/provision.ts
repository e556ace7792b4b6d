import pg from 'pg';

/**
 * Creates a role and a database that only this role (and superusers) can open; safe to repeat, also in parallel.
 * The role's password is set on every call, so a lost secrets file heals. Returns the DATABASE_URL of the role.
 */
export async function provisionDatabase(
  adminUrl: string,
  { database, role, password }: { database: string; role: string; password: string },
): Promise<string> {
  const client = new pg.Client({ connectionString: adminUrl, connectionTimeoutMillis: 5_000 });
  await client.connect();
  try {
    const db = client.escapeIdentifier(database);
    const owner = client.escapeIdentifier(role);
    await client.query('select pg_advisory_lock(727002)');
    const roles = await client.query('select 1 from pg_roles where rolname = $1', [role]);
    if (roles.rowCount === 0) await client.query(`create role ${owner} login nosuperuser nocreatedb nocreaterole`);
    await client.query(`alter role ${owner} password ${client.escapeLiteral(password)}`);
    const databases = await client.query('select 1 from pg_database where datname = $1', [database]);
    if (databases.rowCount === 0)
      await client.query(`create database ${db} owner ${owner} template template0 encoding 'UTF8'`);
    await client.query(`revoke connect, temporary on database ${db} from public`);
  } finally {
    await client.end();
  }
  return roleUrl(adminUrl, { database, role, password });
}

function roleUrl(adminUrl: string, { database, role, password }: { database: string; role: string; password: string }) {
  const url = new URL(adminUrl);
  url.username = role;
  url.password = password;
  url.pathname = `/${database}`;
  return url.href;
}
