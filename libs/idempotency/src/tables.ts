import type { Knex } from 'knex';

/** The name PostgreSQL gives to the table's primary key. */
export const KEY_CONSTRAINT = 'idempotency_keys_pkey';

/** Creates `idempotency_keys`: one row per command that its sender may repeat, kept for 24 hours. */
export async function createIdempotencyTable(knex: Knex): Promise<void> {
  await knex.raw(`
    create table idempotency_keys (
      user_id uuid not null,
      route text not null,
      key text not null,
      body_hash text not null,
      attempt uuid not null,
      leased_until timestamptz not null,
      status integer,
      answer jsonb,
      is_final boolean not null default false,
      created_at timestamptz not null default now(),
      primary key (user_id, route, key)
    );
    create index idempotency_keys_created_at_idx on idempotency_keys (created_at);
  `);
}
