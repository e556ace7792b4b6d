import { createMessagingTables } from '@campus/outbox/tables';
import type { Knex } from 'knex';

export async function up(knex: Knex): Promise<void> {
  await createMessagingTables(knex);
  // Without a unique key on purpose: an effect that happened twice must show.
  await knex.raw('create table effects (id bigint generated always as identity, event_id text not null, note text)');
}
