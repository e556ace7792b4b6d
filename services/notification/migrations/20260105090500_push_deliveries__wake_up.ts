import type { Knex } from 'knex';

// A replica of the version before claims by `next_attempt_at` and leaves `wake_up_at` to its default: both guard the same row, so a
// push of either is sent once. What it has pending is woken once this version runs.
export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
    alter table push_deliveries
      add column calls integer not null default 0,
      add column wake_up_at timestamptz not null default now();
    drop index push_deliveries_next_attempt_at_idx;
    create index push_deliveries_wake_up_at_idx on push_deliveries (wake_up_at) where status = 'pending';
    create index push_deliveries_status_idx on push_deliveries (status) where status <> 'sent';
  `);
}
