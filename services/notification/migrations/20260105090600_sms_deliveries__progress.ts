import type { Knex } from 'knex';

// `status` says what the provider answered, `progress` what it reports later. The hash is keyed and forgotten after a day: it
// tells the next code to the same phone which provider did not reach it.
export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
    alter table sms_deliveries
      add column phone_hash text,
      add column progress text
        check (progress in ('queued', 'sending', 'sent', 'delivered', 'undelivered', 'failed')),
      add column progress_error_code text;
    create index sms_deliveries_phone_hash_created_at_idx on sms_deliveries (phone_hash, created_at desc)
      where phone_hash is not null;
  `);
}
