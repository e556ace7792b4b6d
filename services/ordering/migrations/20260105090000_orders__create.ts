import { createMessagingTables } from '@campus/outbox/tables';
import type { Knex } from 'knex';

export async function up(knex: Knex): Promise<void> {
  await createMessagingTables(knex);
  await knex.raw(`
    create table orders (
      id uuid primary key,
      order_number varchar(20) not null unique,
      user_id uuid not null,
      customer_name varchar(100),
      status text not null check (status in ('received', 'preparing', 'ready', 'out_for_delivery', 'completed', 'cancelled')),
      order_type text not null check (order_type in ('pickup', 'delivery')),
      payment_method text not null check (payment_method in ('upi', 'cash')),
      payment_status text not null default 'pending' check (payment_status in ('pending', 'paid', 'failed', 'refunded')),
      subtotal numeric(10,2) not null check (subtotal >= 0),
      delivery_charge numeric(10,2) not null default 0 check (delivery_charge >= 0),
      total numeric(10,2) not null check (total = subtotal + delivery_charge),
      special_instructions text,
      delivery_address text,
      cancellation_reason text,
      business_day date not null,
      slot text not null,
      estimated_ready_time timestamptz,
      confirmed_at timestamptz,
      confirmed_day date,
      acknowledged_at timestamptz,
      expires_at timestamptz,
      gateway_order_id text,
      created_at timestamptz not null,
      updated_at timestamptz not null,
      version integer not null check (version > 0),
      check (status <> 'completed' or payment_status in ('paid', 'refunded'))
    );
    create index orders_user_id_idx on orders (user_id, id desc);
    create index orders_confirmed_idx on orders (id desc) where confirmed_at is not null;
    create index orders_business_day_idx on orders (business_day, id desc);
    create index orders_customer_name_idx on orders (lower(customer_name) text_pattern_ops);
    create index orders_order_number_idx on orders (lower(order_number) text_pattern_ops);
    create index orders_open_idx on orders (status) where status in ('received', 'preparing', 'ready', 'out_for_delivery');
    create index orders_unpaid_idx on orders (expires_at) where status = 'received' and confirmed_at is null;

    create table order_items (
      order_id uuid not null references orders (id),
      line integer not null,
      menu_item_id uuid not null,
      item_name varchar(200) not null,
      is_veg boolean not null,
      item_price numeric(10,2) not null check (item_price > 0),
      quantity integer not null check (quantity >= 1),
      line_total numeric(10,2) not null check (line_total = item_price * quantity),
      primary key (order_id, line)
    );

    create table order_events (
      order_id uuid not null references orders (id),
      version integer not null,
      type text not null check (type in ('placed', 'confirmed', 'status', 'payment', 'estimate', 'assignment', 'acknowledged')),
      from_value text,
      to_value text,
      by_role text not null,
      by_id uuid,
      at timestamptz not null,
      primary key (order_id, version)
    );

    create table delivery_assignments (
      order_id uuid primary key references orders (id),
      staff_id uuid not null,
      staff_name text not null,
      status text not null default 'assigned' check (status in ('assigned', 'picked_up', 'delivered', 'failed')),
      assigned_at timestamptz not null,
      delivered_at timestamptz,
      failure_reason text
    );
    create index delivery_assignments_staff_id_idx on delivery_assignments (staff_id, assigned_at desc);

    create table slot_counters (
      business_day date not null,
      slot text not null,
      taken integer not null check (taken >= 0),
      primary key (business_day, slot)
    );
    create table order_number_counters (business_day date primary key, last integer not null);
  `);
}
