import type { Knex } from 'knex';

export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
    create table categories (
      id uuid primary key,
      name varchar(100) not null,
      display_order integer not null default 0,
      is_active boolean not null default true,
      image_url text,
      version integer not null check (version > 0),
      updated_at timestamptz not null,
      constraint categories_name_key unique (name)
    )
  `);
}
