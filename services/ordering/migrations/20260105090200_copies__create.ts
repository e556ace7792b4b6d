import type { Knex } from 'knex';

/** What ordering needs to know of other services' things, kept by their events; the newest version wins. */
export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
    create table menu_items (
      id uuid primary key,
      category_id uuid not null,
      name text not null,
      price numeric(10,2) not null,
      is_veg boolean not null,
      is_available boolean not null,
      time_slots jsonb not null,
      is_deleted boolean not null,
      version integer not null
    );
    create table menu_categories (id uuid primary key, is_active boolean not null, version integer not null);
    create table staff (
      id uuid primary key,
      name text not null,
      role text not null,
      is_active boolean not null,
      version integer not null
    );
    create table customers (id uuid primary key, name text, is_erased boolean not null, version integer not null);
  `);
}
