import type { Knex } from 'knex';

// What forgetting looks for; `sms_deliveries` has its own.
export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
    create index device_tokens_registered_at_idx on device_tokens (registered_at);
    create index notifications_created_at_idx on notifications (created_at);
    create index kitchen_alarms_updated_at_idx on kitchen_alarms (updated_at);
  `);
}
