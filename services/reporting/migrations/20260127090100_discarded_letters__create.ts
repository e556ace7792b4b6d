import type { Knex } from 'knex';

// The id is text: what nobody can read may carry any id.
export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
    create table discarded_letters (
      message_id text not null,
      consumer text not null,
      type text not null,
      error text not null,
      reason text not null,
      discarded_by text not null,
      discarded_at timestamptz not null,
      primary key (message_id, consumer)
    );
    create index discarded_letters_discarded_at_idx on discarded_letters (discarded_at);
  `);
}
