import type { Knex } from 'knex';

// The body's hash is unique beside the event id, because the id is not signed: a captured delivery can come again under a new one (R5).
export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
    create table webhook_inbox (
      id bigint generated always as identity primary key,
      event_id text not null,
      body_sha256 text not null,
      raw bytea,
      received_at timestamptz not null default now(),
      processed_at timestamptz,
      tries int not null default 0,
      next_try_at timestamptz default now(),
      outcome text check (outcome in ('applied', 'ignored', 'failed')),
      detail text,
      constraint webhook_inbox_event_id_key unique (event_id),
      constraint webhook_inbox_body_sha256_key unique (body_sha256)
    );
    create index webhook_inbox_next_try_at_idx on webhook_inbox (next_try_at) where next_try_at is not null;
    create index webhook_inbox_processed_at_idx on webhook_inbox (processed_at) where raw is not null;
  `);
}
