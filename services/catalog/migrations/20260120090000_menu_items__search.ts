import type { Knex } from 'knex';

/**
 * pg_trgm is a trusted extension (PostgreSQL 13 and later): the owner of the database may create it, no superuser is needed.
 * Dishes change rarely and are searched often: the index has no list of pending entries that every search would go through.
 */
export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
    create extension if not exists pg_trgm;
    create index menu_items_search_idx on menu_items
      using gin (name gin_trgm_ops, description gin_trgm_ops) with (fastupdate = off) where deleted_at is null;
  `);
}
