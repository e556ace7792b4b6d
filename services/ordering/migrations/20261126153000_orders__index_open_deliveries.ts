import type { Knex } from 'knex';

/** Which deliveries have no rider is asked every few seconds, and few of all orders are open ones. */
export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
    create index concurrently if not exists orders_open_deliveries_idx on orders (id desc)
    where order_type = 'delivery' and status in ('received', 'preparing', 'ready', 'out_for_delivery')`);
}

/** Orders come in while it is made. */
export const config = { transaction: false };
