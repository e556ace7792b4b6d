import type { Knex } from 'knex';

const DEFAULTS = {
  restaurant_open: true,
  delivery_enabled: true,
  delivery_charge: 20,
  cash_payment_enabled: true,
  upi_payment_enabled: true,
  max_orders_per_slot: 50,
  time_slots: {
    breakfast: { start: '07:00', end: '10:00' },
    lunch: { start: '12:00', end: '15:00' },
    dinner: { start: '18:00', end: '22:00' },
  },
  paused_until: null,
  unpaid_order_ttl_seconds: 900,
  max_unpaid_orders_per_user: 2,
  max_quantity_per_item: 20,
  max_lines_per_order: 30,
  average_preparation_minutes: 12,
  alert_escalation_seconds: 120,
};

export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
    create table system_config (
      key varchar(100) primary key,
      value jsonb not null,
      version integer not null default 1,
      updated_at timestamptz not null default now(),
      updated_by uuid
    );
    create table system_config_changes (
      key varchar(100) not null references system_config (key),
      version integer not null,
      value jsonb not null,
      changed_at timestamptz not null,
      changed_by uuid,
      primary key (key, version)
    );
  `);
  await knex('system_config').insert(
    Object.entries(DEFAULTS).map(([key, value]) => ({ key, value: JSON.stringify(value) })),
  );
}
