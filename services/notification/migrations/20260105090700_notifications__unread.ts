import type { Knex } from 'knex';

export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
    create index notifications_recipient_id_unread_idx on notifications (recipient_id) where read_at is null;
  `);
}
