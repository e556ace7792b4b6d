import type { Knex } from 'knex';

export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
    alter table notifications drop constraint notifications_type_check;
    alter table notifications add constraint notifications_type_check check (type in ('order_confirmed',
      'order_preparing', 'order_ready', 'order_out_for_delivery', 'new_order', 'order_cancelled', 'order_refunded',
      'order_delayed', 'payment_expired', 'order_unacknowledged'));

    create table kitchen_alarms (
      order_id uuid primary key,
      order_number text not null,
      event_id uuid not null,
      version integer not null check (version > 0),
      ringing_since timestamptz,
      escalated_at timestamptz,
      updated_at timestamptz not null
    );
    create index kitchen_alarms_ringing_since_idx on kitchen_alarms (ringing_since)
      where ringing_since is not null and escalated_at is null;

    create table escalation_settings (
      key text primary key,
      seconds integer not null check (seconds > 0),
      version integer not null check (version > 0)
    );
  `);
}
