import type { Knex } from 'knex';

// No foreign keys: people belong to auth, and its events arrive in any order.
export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
    create table staff (
      id uuid primary key,
      role text not null check (role in ('admin', 'kitchen', 'delivery')),
      is_active boolean not null,
      version integer not null check (version > 0)
    );
    create table erased_users (
      id uuid primary key,
      erased_at timestamptz not null
    );
  `);
}
