import type { Knex } from 'knex';

export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
    create table menu_items (
      id uuid primary key,
      category_id uuid not null references categories (id),
      name varchar(200) not null,
      description text,
      price numeric(10,2) not null check (price > 0),
      image_url text,
      is_veg boolean not null default true,
      is_available boolean not null default true,
      available_again_at timestamptz,
      time_slots jsonb not null default '["breakfast","lunch","dinner"]' check (jsonb_typeof(time_slots) = 'array'),
      display_order integer not null default 0,
      version integer not null check (version > 0),
      created_at timestamptz not null,
      updated_at timestamptz not null,
      deleted_at timestamptz,
      check (available_again_at is null or not is_available)
    );
    create index menu_items_category_id_idx on menu_items (category_id);
    create index menu_items_available_again_at_idx on menu_items (available_again_at) where available_again_at is not null;
  `);
}
