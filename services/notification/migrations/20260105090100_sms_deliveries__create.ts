import type { Knex } from 'knex';

// Neither the phone nor the code: the row only tells whether a message was already taken on, and what became of it.
export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
    create table sms_deliveries (
      id uuid primary key,
      provider text not null,
      status text not null check (status in ('sending', 'accepted', 'refused', 'unknown')),
      provider_sid text,
      error_code text,
      created_at timestamptz not null,
      updated_at timestamptz not null
    );
    create index sms_deliveries_created_at_idx on sms_deliveries (created_at);
  `);
}
