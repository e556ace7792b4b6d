import type { Knex } from 'knex';

// No reference from lines to orders any more: both are written in one transaction, and the rows of a generation that is given up go while
// the last events that it concerns are still being handled.
// A version from before this writes without a generation: its events fail, come back from the delay queues and are handled by the
// new version. It reads as before.
export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
    create table generations (
      id integer primary key generated always as identity,
      state text not null unique check (state in ('live', 'building')),
      started_at timestamptz not null default now()
    );
    insert into generations (state) values ('live');

    alter table sales_lines drop constraint sales_lines_order_id_fkey, drop constraint sales_lines_pkey;
    alter table sales_orders drop constraint sales_orders_pkey;
    alter table refunds drop constraint refunds_pkey;
    alter table sales_orders add generation integer not null default 1;
    alter table sales_lines add generation integer not null default 1;
    alter table refunds add generation integer not null default 1;
    alter table sales_orders alter generation drop default, add primary key (generation, order_id);
    alter table sales_lines alter generation drop default, add primary key (generation, order_id, position);
    alter table refunds alter generation drop default, add primary key (generation, id);

    drop index sales_orders_confirmed_day_idx;
    drop index refunds_refunded_day_idx;
    create index sales_orders_generation_confirmed_day_idx on sales_orders (generation, confirmed_day);
    create index refunds_generation_refunded_day_idx on refunds (generation, refunded_day);

    create view live_orders as
      select order_id, version, status, order_type, payment_method, is_paid, total, slot, confirmed_at, confirmed_day
      from sales_orders where generation = (select id from generations where state = 'live');
    create view live_lines as
      select order_id, position, menu_item_id, item_name, quantity, line_total
      from sales_lines where generation = (select id from generations where state = 'live');
    create view live_refunds as
      select id, order_id, version, amount, refunded_at, refunded_day
      from refunds where generation = (select id from generations where state = 'live');
  `);
}
