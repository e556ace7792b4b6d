import type { Knex } from 'knex';

export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
    create table sales_orders (
      order_id uuid primary key,
      version integer not null check (version > 0),
      status text not null
        check (status in ('received', 'preparing', 'ready', 'out_for_delivery', 'completed', 'cancelled')),
      order_type text not null check (order_type in ('pickup', 'delivery')),
      payment_method text not null check (payment_method in ('upi', 'cash')),
      is_paid boolean not null,
      total numeric(10,2) not null check (total >= 0),
      slot text not null,
      confirmed_at timestamptz not null,
      confirmed_day date not null
    );
    create index sales_orders_confirmed_day_idx on sales_orders (confirmed_day);
    create table sales_lines (
      order_id uuid not null references sales_orders (order_id),
      position integer not null,
      menu_item_id uuid not null,
      item_name text not null,
      quantity integer not null check (quantity > 0),
      line_total numeric(10,2) not null check (line_total >= 0),
      primary key (order_id, position)
    );
  `);
}
