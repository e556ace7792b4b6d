import type { Knex } from 'knex';

// webhook_secret: which secret is the newest and since when; never the secret. webhook_silences: one row per alarm, so that one replica tells.
export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
    create table webhook_secret (
      id int primary key check (id = 1),
      fingerprint text not null,
      since timestamptz not null
    );
    create table webhook_silences (
      since timestamptz primary key,
      captures int not null check (captures > 1),
      noticed_at timestamptz not null
    );
  `);
}
