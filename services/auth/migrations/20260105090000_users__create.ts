import type { Knex } from 'knex';

export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
    create table users (
      id uuid primary key,
      -- E.164, or 'x' and a part of the id when the person was erased, so that the number is free again
      phone varchar(15) not null unique check (phone ~ '^(\\+[1-9][0-9]{6,13}|x[0-9a-f]{14})$'),
      name varchar(100),
      is_active boolean not null default true,
      erased_at timestamptz,
      created_at timestamptz not null default now(),
      updated_at timestamptz not null default now(),
      version int not null default 1 check (version > 0),
      check (erased_at is null or (name is null and phone like 'x%' and not is_active))
    );
  `);
}
