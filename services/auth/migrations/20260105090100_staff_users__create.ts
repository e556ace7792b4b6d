import type { Knex } from 'knex';

export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
    create table staff_users (
      id uuid primary key,
      username varchar(50) not null constraint staff_users_username_key unique,
      password_hash varchar(255) not null,
      role text not null check (role in ('admin', 'kitchen', 'delivery')),
      name varchar(100) not null,
      is_active boolean not null default true,
      sessions_revoked_at timestamptz,
      created_at timestamptz not null default now(),
      updated_at timestamptz not null default now(),
      version int not null default 1 check (version > 0)
    );
  `);
}
