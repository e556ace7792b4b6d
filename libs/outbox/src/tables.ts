import type { Knex } from 'knex';

/** The four tables of a service that sends or hears events, for its first migration (messaging.md 2.3). */
export async function createMessagingTables(knex: Knex): Promise<void> {
  await knex.raw(OUTBOX);
  await knex.raw(INBOX);
}

/** The table of a service whose events are told again after their 14 days (`Residue` in purge.ts), for a later migration. */
export async function createOutboxArchive(knex: Knex): Promise<void> {
  await knex.raw(ARCHIVE);
}

// The body is text, not jsonb: what is published must be byte for byte what was stored.
const OUTBOX = `
create table outbox (
  id bigint generated always as identity primary key,
  event_id uuid not null unique,
  type text not null,
  aggregate_type text not null,
  aggregate_id text not null,
  aggregate_version int not null check (aggregate_version > 0),
  body text not null check (octet_length(body) < 262144),
  headers jsonb not null default '{}',
  occurred_at timestamptz not null default now(),
  published_at timestamptz,
  attempts int not null default 0,
  last_error text,
  quarantined_at timestamptz,
  unique (aggregate_type, aggregate_id, aggregate_version)
);
create index outbox_pending on outbox (id) where published_at is null and quarantined_at is null;
create index outbox_purge on outbox (published_at) where published_at is not null;
alter table outbox set (autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 2000);
`;

const INBOX = `
create table inbox (
  consumer text not null,
  message_id uuid not null,
  type text not null,
  processed_at timestamptz not null default now(),
  primary key (message_id, consumer)
);
create index inbox_purge on inbox (processed_at);
create table inbox_suspect (
  consumer text not null,
  message_id uuid not null,
  started int not null default 0,
  primary key (message_id, consumer)
);
create table aggregate_cursor (
  consumer text not null,
  aggregate_type text not null,
  aggregate_id text not null,
  version int not null,
  primary key (consumer, aggregate_type, aggregate_id)
);
`;

// A table of its own: the outbox stays as small as two weeks are, and nothing that works on it has to know what is kept.
const ARCHIVE = `
create table outbox_archive (
  aggregate_type text not null,
  aggregate_id text not null,
  aggregate_version int not null,
  event_id uuid not null,
  type text not null,
  body text not null,
  headers jsonb not null,
  is_lasting boolean not null,
  archived_at timestamptz not null default now(),
  primary key (aggregate_type, aggregate_id, aggregate_version)
);
`;
