import { createMessagingTables } from '@campus/outbox/tables';
import type { Knex } from 'knex';

export async function up(knex: Knex): Promise<void> {
  await createMessagingTables(knex);
  await knex.raw(`
    create table notifications (
      id uuid primary key,
      event_id uuid not null,
      recipient_id uuid not null,
      type text not null check (type in ('order_confirmed', 'order_preparing', 'order_ready', 'order_out_for_delivery',
        'new_order', 'order_cancelled', 'order_refunded', 'order_delayed', 'payment_expired')),
      title text not null,
      body text not null,
      data jsonb not null default '{}',
      order_id uuid,
      created_at timestamptz not null,
      read_at timestamptz,
      constraint notifications_event_id_recipient_id_key unique (event_id, recipient_id)
    );
    create index notifications_recipient_id_created_at_id_idx on notifications (recipient_id, created_at desc, id desc);

    create table device_tokens (
      id uuid primary key,
      user_id uuid not null,
      role text not null check (role in ('consumer', 'kitchen', 'delivery', 'admin')),
      session_id uuid not null,
      token text not null,
      platform text not null check (platform in ('android', 'ios', 'web')),
      is_active boolean not null default true,
      created_at timestamptz not null,
      registered_at timestamptz not null,
      constraint device_tokens_token_key unique (token)
    );
    create index device_tokens_user_id_registered_at_idx on device_tokens (user_id, registered_at desc);

    create table push_deliveries (
      notification_id uuid not null references notifications (id) on delete cascade,
      device_token_id uuid not null,
      status text not null default 'pending' check (status in ('pending', 'sent', 'failed', 'gave_up')),
      attempts integer not null default 0,
      next_attempt_at timestamptz not null,
      error_code text,
      finished_at timestamptz,
      primary key (notification_id, device_token_id),
      check ((status = 'pending') = (finished_at is null))
    );
    create index push_deliveries_next_attempt_at_idx on push_deliveries (next_attempt_at) where status = 'pending';
    create index push_deliveries_finished_at_idx on push_deliveries (finished_at desc) where finished_at is not null;
  `);
}
