import type { Knex } from 'knex';

export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
    create table audits (
      id uuid primary key,
      ran_by text not null,
      started_at timestamptz not null,
      finished_at timestamptz not null,
      outcome text not null check (outcome in ('kept', 'violated', 'failed')),
      reason text,
      was_quiet boolean not null,
      violations jsonb not null
    );
    create index audits_finished_at_idx on audits (finished_at);
  `);
}
