import pg from 'pg';

/**
 * Lets `role` read and write the rows of every table that the role of `ownerUrl` has or will make, and nothing else: no schema
 * change, no word in the list of migrations. Safe to repeat; run it after every migration.
 */
export async function grantRuntimeRole(ownerUrl: string, role: string): Promise<void> {
  const client = new pg.Client({ connectionString: ownerUrl, connectionTimeoutMillis: 5_000, query_timeout: 8_000 });
  await client.connect();
  try {
    const to = client.escapeIdentifier(role);
    const { rows } = await client.query('select current_database() as name');
    await client.query(`
      begin;
      grant connect on database ${client.escapeIdentifier(rows[0].name)} to ${to};
      grant usage on schema public to ${to};
      grant select, insert, update, delete on all tables in schema public to ${to};
      grant usage, select on all sequences in schema public to ${to};
      alter default privileges in schema public grant select, insert, update, delete on tables to ${to};
      alter default privileges in schema public grant usage, select on sequences to ${to};
      do $$ begin
        if to_regclass('public.knex_migrations') is not null then
          revoke insert, update, delete on knex_migrations, knex_migrations_lock from ${to};
        end if;
      end $$;
      commit`);
  } finally {
    await client.end();
  }
}
