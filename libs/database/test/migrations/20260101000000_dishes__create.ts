import type { Knex } from 'knex';

export async function up(knex: Knex): Promise<void> {
  await knex.raw('create table dishes (id bigint generated always as identity primary key, name text not null)');
}
