import pg from 'pg';

/** Makes a role that may sign in and nothing else, or gives the one that is there this password. Safe to repeat, also in parallel. */
export async function provisionRole(
  adminUrl: string,
  { role, password }: { role: string; password: string },
): Promise<void> {
  const client = new pg.Client({ connectionString: adminUrl, connectionTimeoutMillis: 5_000 });
  await client.connect();
  try {
    const name = client.escapeIdentifier(role);
    await client.query('select pg_advisory_lock(727002)');
    const known = await client.query('select 1 from pg_roles where rolname = $1', [role]);
    if (known.rowCount === 0) await client.query(`create role ${name} login nosuperuser nocreatedb nocreaterole`);
    await client.query(`alter role ${name} password ${client.escapeLiteral(password)}`);
  } finally {
    await client.end();
  }
}
