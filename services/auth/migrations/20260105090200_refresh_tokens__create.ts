import type { Knex } from 'knex';

export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
    create table refresh_tokens (
      id uuid primary key,
      family_id uuid not null,
      subject_id uuid not null,
      subject_kind text not null check (subject_kind in ('consumer', 'staff')),
      token_hash text not null unique check (length(token_hash) = 64),
      issued_at timestamptz not null,
      expires_at timestamptz not null,
      absolute_expires_at timestamptz not null,
      used_at timestamptz,
      replaced_by uuid references refresh_tokens (id) on delete set null deferrable initially deferred,
      revoked_at timestamptz,
      check (expires_at <= absolute_expires_at),
      check (replaced_by is null or used_at is not null)
    );
    -- A family never has two tokens that can still be used: a second branch of a rotation cannot be stored.
    create unique index refresh_tokens_family_live_idx on refresh_tokens (family_id)
      where used_at is null and revoked_at is null;
    create index refresh_tokens_family_id_idx on refresh_tokens (family_id);
    create index refresh_tokens_subject_id_idx on refresh_tokens (subject_id) where revoked_at is null;
    create index refresh_tokens_absolute_expires_at_idx on refresh_tokens (absolute_expires_at);
    create index refresh_tokens_replaced_by_idx on refresh_tokens (replaced_by);
  `);
}
