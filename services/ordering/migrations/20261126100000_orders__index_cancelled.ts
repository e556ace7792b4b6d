import type { Knex } from 'knex';

/** The office looks through cancelled orders: few, and found by walking back through all the others until the page was full. */
export async function up(knex: Knex): Promise<void> {
  await knex.raw(`create index orders_cancelled_idx on orders (id desc) where status = 'cancelled'`);
}
