import type { Knex } from 'knex';

/** One order over the changes of all keys, to page through them. */
export async function up(knex: Knex): Promise<void> {
  await knex.raw('alter table system_config_changes add column id bigint generated always as identity unique');
}
