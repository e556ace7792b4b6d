import { createMessagingTables } from '@campus/outbox/tables';
import type { Knex } from 'knex';

export async function up(knex: Knex): Promise<void> {
  await createMessagingTables(knex);
  await knex.raw('create table things (id text primary key)');
}
