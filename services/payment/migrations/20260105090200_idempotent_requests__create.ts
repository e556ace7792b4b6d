import type { Knex } from 'knex';

export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
    create table idempotent_requests (
      user_id uuid not null,
      route text not null,
      key text not null,
      body_sha256 text not null,
      answer jsonb,
      created_at timestamptz not null default now(),
      primary key (user_id, route, key)
    );
    create index idempotent_requests_created_at_idx on idempotent_requests (created_at);
  `);
}
