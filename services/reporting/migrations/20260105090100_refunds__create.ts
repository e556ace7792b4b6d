import type { Knex } from 'knex';

export async function up(knex: Knex): Promise<void> {
  // No reference to sales_orders: a refund may be heard of before its order.
  await knex.raw(`
    create table refunds (
      id uuid primary key,
      order_id uuid not null,
      version integer not null check (version > 0),
      amount numeric(10,2) not null check (amount >= 0),
      refunded_at timestamptz not null,
      refunded_day date not null
    );
    create index refunds_refunded_day_idx on refunds (refunded_day);
  `);
}
